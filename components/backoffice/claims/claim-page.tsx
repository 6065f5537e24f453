import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { ClaimDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Photos } from "../shared/photos.tsx";
import { ExactTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { ReplaceButton, SendBackButton } from "./decide-goods.tsx";
import { ReduceButton, RefundClaimButton, RefuseClaimButton } from "./decide-money.tsx";

type ClaimPageProps = { found: ClaimDetail; mayDecide: boolean; mayReadOrders: boolean; mayReadReturns: boolean };

/** One claim: what is said and shown, and the ways to answer it; what the customer wishes is first among them. */
export function ClaimPage({ found, mayDecide, mayReadOrders, mayReadReturns }: ClaimPageProps) {
  const t = useTranslations("backoffice.claims");
  const decides = mayDecide && found.status === "open";
  const { worth, replacement, return: back } = found;
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/admin/claims" }]}
        title={<span className="tabular">{found.number}</span>}
        aside={<Status of="claim" value={found.status} />}
        actions={
          decides && (
            <>
              <RefuseClaimButton found={found} />
              {found.kind !== "lost" && <SendBackButton found={found} />}
              {worth && worth.minor > 0 && <ReduceButton found={found} worth={worth} />}
              <RefundClaimButton found={found} />
              <ReplaceButton found={found} />
            </>
          )
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Section title={t("said")}>
            <p className="font-medium">{t(`kinds.${found.kind}`)}</p>
            <p className="max-w-prose text-pretty whitespace-pre-line">{found.description}</p>
            {found.photos.length > 0 && <Photos photos={found.photos} title={t("photos")} />}
          </Section>
          <Section title={t("lines")}>
            <Lines found={found} />
          </Section>
          {found.answer && (
            <Section title={t("answer")}>
              <p className="max-w-prose text-pretty whitespace-pre-line">{found.answer}</p>
            </Section>
          )}
        </div>
        <Section title={t("facts")}>
          <Facts
            rows={[
              [
                t("order"),
                <Linked
                  key="o"
                  to={`/admin/orders/${found.order.number}`}
                  on={mayReadOrders}
                  text={found.order.number}
                />,
              ],
              [t("customer"), found.order.customer],
              [t("wish"), t(`wishes.${found.wish}`)],
              [t("since"), <ExactTime key="s" at={found.createdAt} />],
              found.status === "open" ? [t("answerBy"), <Day key="b" date={found.answerBy} />] : null,
              worth ? [t("worth"), <Amount key="w" value={worth} />] : null,
              found.decision ? [t("decision"), t(`decisions.${found.decision}`)] : null,
              found.amount ? [t("amount"), <Amount key="a" value={found.amount} />] : null,
              replacement
                ? [
                    t("replacement"),
                    <Linked
                      key="r"
                      to={`/admin/orders/${replacement.number}`}
                      on={mayReadOrders}
                      text={replacement.number}
                    />,
                  ]
                : null,
              back
                ? [
                    t("return"),
                    <Linked key="t" to={`/admin/returns/${back.number}`} on={mayReadReturns} text={back.number} />,
                  ]
                : null,
              found.endedAt ? [t("ended"), <ExactTime key="e" at={found.endedAt} />] : null,
              found.decidedBy ? [t("decidedBy"), found.decidedBy] : null,
              ...found.refunds.map(
                (refund) =>
                  [
                    t("refunds"),
                    <span key={refund.id} className="inline-flex items-center gap-2">
                      <Amount value={refund.amount} />
                      <Status of="refund" value={refund.status} />
                    </span>,
                  ] as const,
              ),
            ]}
          />
        </Section>
      </div>
    </>
  );
}

function Linked({ to, on, text }: { to: string; on: boolean; text: string }) {
  if (!on) return <span className="tabular">{text}</span>;
  return (
    <Link href={to} className="underlined tabular">
      {text}
    </Link>
  );
}

function Lines({ found }: { found: ClaimDetail }) {
  const t = useTranslations("backoffice.claims");
  const decided = found.status === "accepted";
  return (
    <Table caption={t("lines")}>
      <TableHead className="border-line text-xs">
        <tr className="h-7">
          <TableHeader>{t("product")}</TableHeader>
          <TableHeader className="max-sm:hidden">{t("arrived")}</TableHeader>
          <TableHeader numeric>{t("quantity")}</TableHeader>
          {decided && <TableHeader numeric>{t("accepted")}</TableHeader>}
        </tr>
      </TableHead>
      <TableBody>
        {found.lines.map((line) => (
          <TableRow key={line.orderLineId}>
            <TableCell>
              <div className="flex items-center gap-3 py-1">
                <MediaThumb mediaKey={line.mediaKey} />
                <div className="min-w-0">
                  <p className="font-medium">{line.name}</p>
                  <p className="text-xs text-muted">{[line.description, line.sku].filter(Boolean).join(" · ")}</p>
                </div>
              </div>
            </TableCell>
            <TableCell className="text-muted max-sm:hidden">
              {line.arrivedAt ? <ExactTime at={line.arrivedAt} /> : t("onItsWay")}
            </TableCell>
            <TableCell numeric>{line.quantity}</TableCell>
            {decided && <TableCell numeric>{line.accepted}</TableCell>}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
