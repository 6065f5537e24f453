import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { InvoiceDetail } from "../dto.ts";
import { AddressLines } from "../shared/address-lines.tsx";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { documentHref } from "../shared/document-href.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { ExactTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { DisputeButton, SettleDisputeButton } from "./dispute.tsx";
import { PostInvoiceButton } from "./post-invoice-button.tsx";

type InvoicePageProps = { invoice: InvoiceDetail; mayPost: boolean; mayDispute: boolean; mayReadOrders: boolean };

/** One invoice or credit note, as it will be or was handed over. */
export function InvoicePage({ invoice, mayPost, mayDispute, mayReadOrders }: InvoicePageProps) {
  const t = useTranslations("backoffice.invoice");
  const lists = useTranslations("backoffice.invoices");
  const format = useFormatter();
  const percent = (rate: string) => format.number(Number(rate), { style: "percent", maximumFractionDigits: 2 });
  return (
    <>
      <PageHeader
        trail={[{ label: lists("title"), href: "/admin/invoices" }]}
        title={`${lists(`kinds.${invoice.kind}`)} ${invoice.number ?? ""}`}
        aside={
          <>
            <Status of="invoice" value={invoice.status} />
            {invoice.disputed && <Badge tone="warning">{lists("disputed")}</Badge>}
          </>
        }
        actions={
          <>
            {invoice.number && (
              <a href={documentHref.invoice(invoice.number)} target="_blank" rel="noreferrer" className={buttonStyle()}>
                {t("pdf")}
              </a>
            )}
            {mayDispute && isDisputable(invoice) && <DisputeButton id={invoice.id} />}
            {mayDispute && invoice.disputed && <SettleDisputeButton id={invoice.id} />}
            {mayPost && invoice.status === "draft" && <PostInvoiceButton id={invoice.id} />}
          </>
        }
      />
      {invoice.status === "draft" && (
        <Alert tone="info" className="mb-4">
          {t("draftText")}
        </Alert>
      )}
      {invoice.dispute && (
        <Alert tone="warning" className="mb-4">
          <p className="text-pretty">{t("dispute.said", { reason: invoice.dispute.reason })}</p>
          <p className="text-muted">
            {invoice.dispute.by} · <ExactTime at={invoice.dispute.openedAt} />
          </p>
        </Alert>
      )}
      {invoice.isReissue && (
        <Alert tone="info" className="mb-4">
          {t("isReissue")}
        </Alert>
      )}
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Section title={t("lines")}>
            <Table caption={t("lines")}>
              <TableHead className="border-line text-xs">
                <tr className="h-7">
                  <TableHeader>{t("product")}</TableHeader>
                  <TableHeader numeric>{t("quantity")}</TableHeader>
                  <TableHeader numeric className="max-md:hidden">
                    {t("unitPrice")}
                  </TableHeader>
                  <TableHeader numeric className="max-sm:hidden">
                    {t("vat")}
                  </TableHeader>
                  <TableHeader numeric className="max-sm:hidden">
                    {t("net")}
                  </TableHeader>
                  <TableHeader numeric>{t("gross")}</TableHeader>
                </tr>
              </TableHead>
              <TableBody>
                {invoice.lines.map((line) => (
                  <TableRow key={line.position}>
                    <TableCell>
                      <p className="py-1">
                        <span className="font-medium">{line.name}</span>
                        <span className="block text-xs text-muted">
                          {[line.description, line.sku].filter(Boolean).join(" · ")}
                        </span>
                      </p>
                    </TableCell>
                    <TableCell numeric>{line.quantity}</TableCell>
                    <TableCell numeric className="max-md:hidden">
                      {format.number(Number(line.unitPrice), {
                        style: "currency",
                        currency: invoice.total.currency,
                        maximumFractionDigits: 4,
                      })}
                    </TableCell>
                    <TableCell numeric className="text-muted max-sm:hidden">
                      {percent(line.taxRate)}
                    </TableCell>
                    <TableCell numeric className="max-sm:hidden">
                      <Amount value={line.net} />
                    </TableCell>
                    <TableCell numeric>
                      <Amount value={line.gross} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            <dl className="ml-auto grid w-full max-w-80 gap-1 border-t border-line pt-2">
              <Sum label={t("net")} value={<Amount value={invoice.net} />} />
              {invoice.taxes.map((tax) => (
                <Sum
                  key={tax.rate}
                  label={t("vatOn", { rate: percent(tax.rate) })}
                  value={<Amount value={tax.tax} />}
                />
              ))}
              <div className="mt-1 flex justify-between gap-4 border-t border-line pt-1.5 text-sm font-semibold">
                <dt>{t("total")}</dt>
                <dd>
                  <Amount value={invoice.total} />
                </dd>
              </div>
            </dl>
          </Section>
          {(invoice.creditNotes.length > 0 || invoice.reverses) && (
            <Section title={invoice.reverses ? t("corrects") : t("creditNotes")}>
              <ul className="grid gap-1">
                {invoice.reverses && (
                  <li>
                    <Link href={`/admin/invoices/${invoice.reverses.id}`} className="underlined tabular">
                      {invoice.reverses.number}
                    </Link>
                  </li>
                )}
                {invoice.creditNotes.map((note) => (
                  <li key={note.id} className="flex justify-between gap-4">
                    <Link href={`/admin/invoices/${note.id}`} className="underlined tabular">
                      {note.number ?? lists("noNumber")}
                    </Link>
                    <Amount value={note.total} />
                  </li>
                ))}
              </ul>
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
                    <Link key="o" href={`/admin/orders/${invoice.orderNumber}`} className="underlined tabular">
                      {invoice.orderNumber}
                    </Link>
                  ) : (
                    invoice.orderNumber
                  ),
                ],
                invoice.issueDate ? [t("issued"), <Day key="i" date={invoice.issueDate} />] : null,
                invoice.suppliedOn ? [t("supplied"), <Day key="s" date={invoice.suppliedOn} />] : null,
                invoice.dueDate ? [t("due"), <Day key="d" date={invoice.dueDate} />] : null,
                invoice.postedAt ? [t("postedAt"), <ExactTime key="p" at={invoice.postedAt} />] : null,
                invoice.reason ? [t("reason"), invoice.reason] : null,
                invoice.replaces ? [t("replaces"), <PaperLink key="r" paper={invoice.replaces} />] : null,
                invoice.replacedBy ? [t("replacedBy"), <PaperLink key="b" paper={invoice.replacedBy} />] : null,
              ]}
            />
          </Section>
          <Section title={t("buyer")}>
            <AddressLines address={invoice.buyerDetail} />
            <p className="break-all text-muted">{invoice.buyerDetail.email}</p>
            {(invoice.buyerDetail.vatNumber || invoice.buyerDetail.siren) && (
              <Facts
                rows={[
                  invoice.buyerDetail.vatNumber ? [t("vatNumber"), invoice.buyerDetail.vatNumber] : null,
                  invoice.buyerDetail.siren ? [t("siren"), invoice.buyerDetail.siren] : null,
                ]}
              />
            )}
          </Section>
        </div>
      </div>
    </>
  );
}

const isDisputable = ({ kind, status, disputed, replacedBy }: InvoiceDetail): boolean =>
  kind === "invoice" && status === "posted" && !disputed && replacedBy === null;

const PaperLink = ({ paper }: { paper: { id: string; number: string } }) => (
  <Link href={`/admin/invoices/${paper.id}`} className="underlined tabular">
    {paper.number}
  </Link>
);

function Sum({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
