import { useLocale, useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import { subtractQuantity } from "#server/kernel/quantity.ts";
import type { ReturnDetail, StockLocation } from "../dto.ts";
import { RefundUnitsButton } from "../orders/refund-units-button.tsx";
import { Day } from "../shared/day.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Photos } from "../shared/photos.tsx";
import { ExactTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { EndReturnButton } from "./end-return-button.tsx";
import { RefuseExchangeButton, SendExchangeButton } from "./exchange-buttons.tsx";
import { ReceiveForm } from "./receive-form.tsx";
import { StartExchangeButton } from "./start-exchange-button.tsx";

type ReturnPageProps = {
  found: ReturnDetail;
  locations: readonly StockLocation[];
  mayProcess: boolean;
  mayRefund: boolean;
  mayReadOrders: boolean;
};

/** One return, from announced to refunded: always exactly one next step. */
export function ReturnPage({ found, locations, mayProcess, mayRefund, mayReadOrders }: ReturnPageProps) {
  const t = useTranslations("backoffice.returns");
  const reason = t.has(`reasons.${found.reason}` as never) ? t(`reasons.${found.reason}` as never) : found.reason;
  const may = (action: ReturnDetail["actions"][number]) =>
    found.actions.includes(action) && (action === "refund" ? mayRefund : mayProcess);
  const waits = found.exchange?.state === "open";
  const exchangeable =
    found.exchange === null &&
    (found.status === "requested" || found.status === "received") &&
    found.lines.every((line) => line.refunded === 0);
  const refundable = found.lines
    .filter((line) => !(waits && line.replacement))
    .map((line) => ({
      ...line,
      left: subtractQuantity(line.received, line.refunded),
    }));
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/admin/returns" }]}
        title={<span className="tabular">{found.number}</span>}
        aside={<Status of="return" value={found.status} />}
        actions={
          <>
            {may("cancel") && <EndReturnButton found={found} how="cancel" />}
            {may("close") && <EndReturnButton found={found} how="close" />}
            {mayProcess && exchangeable && <StartExchangeButton found={found} />}
            {may("exchange") && <RefuseExchangeButton found={found} />}
            {may("exchange") && mayRefund && <SendExchangeButton found={found} />}
            {may("refund") && (
              <RefundUnitsButton
                orderNumber={found.order.number}
                returnNumber={found.number}
                version={found.version}
                lines={refundable}
                initial={Object.fromEntries(refundable.map((line) => [line.orderLineId, line.left]))}
                withShippingFirst={found.withShipping}
                variant={waits ? "secondary" : "primary"}
              />
            )}
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 content-start gap-6">
          {may("receive") ? (
            <ReceiveForm found={found} locations={locations} />
          ) : (
            <Section title={t("lines")}>
              <Lines found={found} />
            </Section>
          )}
        </div>
        <div className="grid content-start gap-6 md:max-xl:grid-cols-2">
          <Section title={t("facts")}>
            <Facts
              rows={[
                [
                  t("order"),
                  mayReadOrders ? (
                    <Link key="o" href={`/admin/orders/${found.order.number}`} className="underlined tabular">
                      {found.order.number}
                    </Link>
                  ) : (
                    found.order.number
                  ),
                ],
                [t("customer"), found.order.customer],
                [t("reason"), reason],
                [t("announced"), <ExactTime key="a" at={found.createdAt} />],
                [t("source"), t(`sources.${found.source}`)],
                found.by ? [t("by"), found.by] : null,
                found.wayBack ? [t("way"), t(`ways.${found.wayBack}`, { store: found.store ?? "" })] : null,
                found.trackingNumber ? [t("tracking"), found.trackingNumber] : null,
                found.exchange ? [t("exchange"), <Exchange key="x" found={found} link={mayReadOrders} />] : null,
                waits && found.exchange?.holdExpiresAt
                  ? [t("exchangeUntil"), <ExactTime key="u" at={found.exchange.holdExpiresAt} />]
                  : null,
                found.exchange?.reason ? [t("exchangeReason"), found.exchange.reason] : null,
                found.expected ? [t("expected"), <Expected key="e" found={found} />] : null,
                found.refundBy && found.status === "received"
                  ? [t("refundBy"), <Day key="d" date={found.refundBy} />]
                  : null,
                found.receivedAt ? [t("received"), <ExactTime key="r" at={found.receivedAt} />] : null,
                found.closedAt ? [t("closed"), <ExactTime key="c" at={found.closedAt} />] : null,
              ]}
            />
            {found.photos.length > 0 && <Photos photos={found.photos} title={t("photos")} />}
            {found.note && (
              <div>
                <h3 className="text-muted">{t("note")}</h3>
                <p className="text-pretty whitespace-pre-line">{found.note}</p>
              </div>
            )}
          </Section>
        </div>
      </div>
    </>
  );
}

function Exchange({ found, link }: { found: ReturnDetail; link: boolean }) {
  const t = useTranslations("backoffice.returns");
  if (!found.exchange) return null;
  const { number, state } = found.exchange;
  const said = t(`exchangeStates.${state}`, { number });
  if (!link) return said;
  return (
    <Link href={`/admin/orders/${number}`} className="underlined tabular">
      {said}
    </Link>
  );
}

function Expected({ found }: { found: ReturnDetail }) {
  const t = useTranslations("backoffice.returns");
  const locale = useLocale();
  if (!found.expected) return null;
  const amount = formatMoney(found.expected, locale);
  return <span className="tabular">{found.withShipping ? t("expectedWithShipping", { amount }) : amount}</span>;
}

function Lines({ found }: { found: ReturnDetail }) {
  const t = useTranslations("backoffice.returns");
  const exchangedFor = ({ replacement }: ReturnDetail["lines"][number]) =>
    replacement && t("exchangedFor", { article: replacement.description ?? replacement.sku ?? "" });
  const came = found.status === "received" || found.status === "closed";
  return (
    <Table caption={t("lines")}>
      <TableHead className="border-line text-xs">
        <tr className="h-7">
          <TableHeader>{t("product")}</TableHeader>
          <TableHeader numeric>{t("quantity")}</TableHeader>
          {came && (
            <>
              <TableHeader numeric>{t("restocked")}</TableHeader>
              <TableHeader numeric>{t("scrapped")}</TableHeader>
              <TableHeader numeric>{t("refunded")}</TableHeader>
            </>
          )}
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
                  <p className="text-xs text-muted">
                    {[line.description, line.sku, line.restocked > 0 && line.location, exchangedFor(line)]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </div>
              </div>
            </TableCell>
            <TableCell numeric>{line.quantity}</TableCell>
            {came && (
              <>
                <TableCell numeric>{line.restocked}</TableCell>
                <TableCell numeric className={line.scrapped > 0 ? "text-warning" : undefined}>
                  {line.scrapped}
                </TableCell>
                <TableCell numeric>{line.refunded}</TableCell>
              </>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
