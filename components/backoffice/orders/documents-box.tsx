import { FileText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { OrderDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { documentHref, hasNote } from "../shared/document-href.ts";
import { Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";

/** The papers of an order: confirmation, invoices and credit notes, delivery notes, picking slips. */
export function DocumentsBox({ order, withSlips }: { order: OrderDetail; withSlips: boolean }) {
  const locale = useLocale();
  const t = useTranslations("backoffice.documents");
  const nameOf = (invoice: OrderDetail["invoices"][number]) =>
    invoice.number
      ? `${t(invoice.kind === "credit_note" ? "creditNote" : "invoice")} ${invoice.number}`
      : t(invoice.kind === "credit_note" ? "draftCreditNote" : "draftInvoice");
  const slips = withSlips ? order.deliveries.filter((delivery) => delivery.status !== "cancelled") : [];
  if (!order.actions.includes("download_confirmation") && !order.invoices.length && !slips.length) return null;
  return (
    <Section title={t("title")}>
      <ul className="grid gap-1">
        {order.actions.includes("download_confirmation") && (
          <Paper name={t("confirmation")} href={documentHref.confirmation(order.number)} />
        )}
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
        {slips.filter(hasNote).map(({ id, number }) => (
          <Paper key={`note ${id}`} name={`${t("deliveryNote")} ${number}`} href={documentHref.deliveryNote(number)} />
        ))}
        {slips.map((delivery) => (
          <Paper
            key={delivery.id}
            name={`${t("pickingSlip")} ${delivery.number}`}
            href={documentHref.pickingSlip(delivery.number, locale)}
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
