"use client";
import { useTranslations } from "next-intl";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";

/** Of an order for a company: its reference, who ordered, who is billed and who pays, where these differ. */
export function OrderParties({ order }: { order: OrderDetail }) {
  const t = useTranslations("portal.order.parties");
  const { orderer, company, billTo, payer } = order.parties;
  const rows: [string, string | null][] = [
    [t("reference"), order.purchaseReference],
    [t("orderer"), company && orderer],
    [t("company"), company],
    [t("billTo"), billTo],
    [t("payer"), payer],
  ];
  const known = rows.filter(([, value]) => value);
  if (!order.purchaseReference && !company) return null;
  return (
    <section aria-label={t("title")}>
      <h2 className="mb-3 font-semibold">{t("title")}</h2>
      <dl className="grid gap-x-6 gap-y-2 text-[0.9375rem]">
        {known.map(([label, value]) => (
          <div key={label} className="flex flex-wrap justify-between gap-x-6">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
