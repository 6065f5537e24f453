import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { EntryDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { ExactTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { CorrectEntryButton } from "./correct-entry-button.tsx";

const entryPath = "/admin/accounting/entries";

type EntryPageProps = { entry: EntryDetail; mayCorrect: boolean; mayReadOrders: boolean };

/** One entry: its two sides, its document, and what became of it. */
export function EntryPage({ entry, mayCorrect, mayReadOrders }: EntryPageProps) {
  const t = useTranslations("books");
  const { document, orderNumber } = entry;
  const isInvoice = document.type === "invoice" || document.type === "credit_note";
  const link = (href: string, text: string) => (
    <Link key={href} href={href} className="underlined tabular">
      {text}
    </Link>
  );
  return (
    <>
      <PageHeader
        trail={[{ label: t("list.title"), href: "/admin/accounting" }]}
        title={entry.number}
        aside={entry.reversed && <Badge>{t("list.reversed")}</Badge>}
        actions={
          mayCorrect && !entry.reversed && !entry.reverses && <CorrectEntryButton id={entry.id} number={entry.number} />
        }
      />
      {entry.reversed && (
        <Alert tone="info" className="mb-4">
          {t("entry.reversedText")}
        </Alert>
      )}
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <Section title={t("entry.lines")} className="min-w-0">
          <Table caption={t("entry.lines")}>
            <TableHead className="border-line text-xs">
              <tr className="h-7">
                <TableHeader>{t("entry.account")}</TableHeader>
                <TableHeader className="max-md:hidden">{t("entry.partner")}</TableHeader>
                <TableHeader numeric>{t("entry.debit")}</TableHeader>
                <TableHeader numeric>{t("entry.credit")}</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {entry.lines.map((line) => (
                <TableRow key={line.position}>
                  <TableCell>
                    <p className="py-1">
                      <span className="font-medium tabular">{line.account.code}</span> {line.account.name}
                      {line.partner && <span className="block text-xs text-muted md:hidden">{line.partner.name}</span>}
                    </p>
                  </TableCell>
                  <TableCell className="text-muted max-md:hidden">{line.partner?.name}</TableCell>
                  <TableCell numeric>{line.debit.minor > 0 && <Amount value={line.debit} />}</TableCell>
                  <TableCell numeric>{line.credit.minor > 0 && <Amount value={line.credit} />}</TableCell>
                </TableRow>
              ))}
              <TableRow className="font-semibold">
                <TableCell>{t("entry.total")}</TableCell>
                <TableCell className="max-md:hidden" />
                <TableCell numeric>
                  <Amount value={entry.total} />
                </TableCell>
                <TableCell numeric>
                  <Amount value={entry.total} />
                </TableCell>
              </TableRow>
            </TableBody>
          </Table>
        </Section>
        <Section title={t("entry.facts")}>
          <Facts
            rows={[
              [t("entry.journal"), t(`journals.${entry.journal}`)],
              [t("entry.date"), <Day key="d" date={entry.date} />],
              [
                t(`documents.${document.type}`),
                isInvoice ? link(`/admin/invoices/${document.id}`, document.ref) : document.ref,
              ],
              [t("entry.documentDate"), <Day key="dd" date={entry.documentDate} />],
              orderNumber
                ? [t("entry.order"), mayReadOrders ? link(`/admin/orders/${orderNumber}`, orderNumber) : orderNumber]
                : null,
              [t("entry.postedAt"), <ExactTime key="p" at={entry.postedAt} />],
              entry.reason ? [t("entry.reason"), entry.reason] : null,
              entry.reverses
                ? [t("entry.reverses"), link(`${entryPath}/${entry.reverses.id}`, entry.reverses.number)]
                : null,
              entry.reversedBy
                ? [t("entry.reversedBy"), link(`${entryPath}/${entry.reversedBy.id}`, entry.reversedBy.number)]
                : null,
            ]}
          />
        </Section>
      </div>
    </>
  );
}
