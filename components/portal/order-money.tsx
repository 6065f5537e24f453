"use client";
import { FileText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Price } from "#components/ui/price.tsx";
import { type Money, negateMoney } from "#server/kernel/money.ts";
import { discountsOf, type OrderAddress, type OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { confirmationHref, deliveryNoteHref, invoiceHref, type OrderSource } from "./document-href.ts";
import { OrderLines } from "./order-lines.tsx";
import { useDates } from "./use-dates.ts";

function Row({ label, amount, tone }: { label: string; amount: Money; tone?: "total" | "muted" }) {
  return (
    <div
      className={cn(
        "flex justify-between gap-4",
        tone === "total" && "text-lg font-semibold",
        tone === "muted" && "text-sm text-muted",
      )}
    >
      <dt>{label}</dt>
      <dd>
        <Price amount={amount} />
      </dd>
    </div>
  );
}

/** What was ordered and what it costs, with the tax that is in it. */
export function OrderTotals({ order }: { order: OrderDetail }) {
  const t = useTranslations("portal.order");
  const format = useFormatter();
  const products = order.lines.filter((line) => line.kind === "product");
  const gross = new Map(products.map((line) => [line.id, line.listed]));
  const percent = (rate: string) => format.number(Number(rate), { style: "percent", maximumFractionDigits: 1 });
  const { discount, points } = discountsOf(order);
  return (
    <section aria-labelledby="items" className="grid gap-4">
      <h2 id="items" className="display text-3xl">
        {t("items")}
      </h2>
      <OrderLines
        items={products.map((line) => ({ ...line, key: line.id }))}
        aside={(item) => {
          const amount = gross.get(item.key);
          return amount && <Price amount={amount} className="shrink-0" />;
        }}
      />
      <dl className="grid gap-1.5 border-t border-line pt-4">
        <Row label={t("subtotal")} amount={order.totals.items} />
        {discount.minor > 0 && (
          <Row label={t("discount", { code: order.totals.coupon ?? "" })} amount={negateMoney(discount)} />
        )}
        {points.minor > 0 && <Row label={t("points.off")} amount={negateMoney(points)} />}
        <Row label={t("shippingBy", { method: order.shippingMethod.name })} amount={order.totals.shipping} />
        <Row label={t("total")} amount={order.totals.total} tone="total" />
        {order.totals.taxes.map((tax) => (
          <Row key={tax.rate} label={t("taxIn", { rate: percent(tax.rate) })} amount={tax.tax} tone="muted" />
        ))}
      </dl>
    </section>
  );
}

/** Money alone: what was paid, what came back or is on its way back, with dates. */
export function OrderPayments({ order }: { order: OrderDetail }) {
  const t = useTranslations("portal.order.payment");
  const dates = useDates();
  const paid = order.payments.filter((payment) => payment.captured.minor > 0);
  const refunds = order.payments.flatMap((payment) => payment.refunds).filter((refund) => refund.status !== "failed");
  if (paid.length === 0 && refunds.length === 0) return null;
  return (
    <section aria-labelledby="payment" className="grid gap-3">
      <h2 id="payment" className="font-semibold">
        {t("title")}
      </h2>
      <ul className="grid gap-3">
        {paid.map((payment) => (
          <li key={payment.id} className="flex items-center justify-between gap-4">
            <span className="flex flex-wrap items-center gap-2">
              {t("paid")} <Badge tone="success">{t("done")}</Badge>
            </span>
            <Price amount={payment.captured} />
          </li>
        ))}
        {refunds.map((refund) => (
          <li key={refund.id} className="flex items-center justify-between gap-4">
            <span className="grid">
              <span className="flex flex-wrap items-center gap-2">
                {t("refund")}{" "}
                <Badge tone={refund.status === "succeeded" ? "success" : "info"}>
                  {t(refund.status === "succeeded" ? "refunded" : "pending")}
                </Badge>
              </span>
              <span className="text-sm text-muted">
                {t(refund.status === "succeeded" ? "refundedOn" : "askedOn", { date: dates.day(refund.at) })}
              </span>
            </span>
            <Price amount={{ ...refund.amount, minor: -refund.amount.minor }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Confirmation and invoices as PDF, from where this reader may open them. */
export function OrderDocuments({ order, source }: { order: OrderDetail; source: OrderSource }) {
  const t = useTranslations("portal.order.documents");
  const papers = [
    ...(order.actions.includes("download_confirmation")
      ? [{ key: "confirmation", href: confirmationHref(source), label: t("confirmation") }]
      : []),
    ...order.deliveries.flatMap(({ id, number, status }) =>
      status === "shipped" || status === "delivered"
        ? [{ key: id, href: deliveryNoteHref(source, number), label: t("delivery_note", { number }) }]
        : [],
    ),
    ...order.invoices.flatMap((invoice) =>
      invoice.status === "posted" && invoice.number
        ? [
            {
              key: invoice.id,
              href: invoiceHref(source, invoice.number),
              label: t(invoice.kind, { number: invoice.number }),
            },
          ]
        : [],
    ),
  ];
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby="documents" className="grid gap-3" data-print="hide">
      <h2 id="documents" className="font-semibold">
        {t("title")}
      </h2>
      <ul className="grid gap-1">
        {papers.map((paper) => (
          <li key={paper.key}>
            <a
              href={paper.href}
              className="inline-flex min-h-8 items-center gap-2.5 hover:underline"
              target="_blank"
              rel="noreferrer"
            >
              <FileText aria-hidden className="size-4.5 shrink-0 stroke-[1.5] text-muted" />
              {paper.label} <span className="text-sm text-muted">PDF</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An address as it stands on an envelope. */
export function PostalAddress({ title, address }: { title: string; address: OrderAddress }) {
  const names = new Intl.DisplayNames([useLocale()], { type: "region" });
  const lines = [
    address.recipient,
    address.company,
    address.line1,
    address.line2,
    `${address.postcode} ${address.city}`,
    names.of(address.country) ?? address.country,
  ].filter(Boolean);
  return (
    <div className="grid content-start gap-1">
      <h2 className="font-semibold">{title}</h2>
      <address className="not-italic leading-relaxed">
        {lines.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </address>
    </div>
  );
}
