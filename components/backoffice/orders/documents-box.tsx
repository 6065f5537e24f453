import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { OrderDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { documentHref } from "../shared/document-href.ts";
import { Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";

/** The papers of an order: confirmation, invoices and credit notes, picking slips. */
export function DocumentsBox({ order }: { order: OrderDetail }) {
  const t = useTranslations("backoffice.documents");
  const nameOf = (invoice: OrderDetail["invoices"][number]) =>
    invoice.number
      ? `${t(invoice.kind === "credit_note" ? "creditNote" : "invoice")} ${invoice.number}`
      : t(invoice.kind === "credit_note" ? "draftCreditNote" : "draftInvoice");
  return (
    <Section title={t("title")}>
      <ul className="grid gap-1">
        <Paper name={t("confirmation")} href={documentHref.confirmation(order.number)} />
        {order.invoices.map((invoice) => (
          <li key={invoice.id} className="flex min-h-6 items-center gap-2">
            <FileText aria-hidden className="size-4 shrink-0 text-muted" />
            <Link href={`/admin/invoices/${invoice.id}`} className="underlined min-w-0 truncate">
              {nameOf(invoice)}
            </Link>
            {invoice.status === "draft" && <Status of="invoice" value="draft" />}
            <Amount value={invoice.total} className="ml-auto" />
            {invoice.number && (
              <a href={documentHref.invoice(invoice.number)} target="_blank" rel="noreferrer" className="underlined">
                {t("pdf")}
                <span className="sr-only"> {invoice.number}</span>
              </a>
            )}
          </li>
        ))}
        {order.deliveries.map((delivery) => (
          <Paper
            key={delivery.id}
            name={`${t("pickingSlip")} ${delivery.number}`}
            href={documentHref.pickingSlip(delivery.number)}
          />
        ))}
      </ul>
    </Section>
  );
}

function Paper({ name, href }: { name: string; href: string }) {
  const t = useTranslations("backoffice.documents");
  return (
    <li className="flex min-h-6 items-center gap-2">
      <FileText aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 truncate">{name}</span>
      <a href={href} target="_blank" rel="noreferrer" className="underlined ml-auto">
        {t("pdf")}
        <span className="sr-only"> {name}</span>
      </a>
    </li>
  );
}
