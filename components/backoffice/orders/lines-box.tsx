import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { useWaitingText } from "#components/storefront/use-waiting-text.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { negateMoney } from "#server/kernel/money.ts";
import { discountsOf } from "#server/modules/sales/contract-detail.ts";
import type { OrderDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { Section } from "../shared/section.tsx";

/** The lines as sold, and how they add up. */
export function LinesBox({ order }: { order: OrderDetail }) {
  const t = useTranslations("backoffice.order");
  const format = useFormatter();
  const waitingText = useWaitingText();
  const products = order.lines.filter((line) => line.kind !== "shipping");
  const { totals } = order;
  const { discount, points } = discountsOf(order);
  const closed = order.status === "cancelled" || order.status === "expired";
  const sums = [
    [t("items"), totals.items],
    ...(discount.minor > 0 ? ([[t("discount", { code: totals.coupon ?? "" }), negateMoney(discount)]] as const) : []),
    ...(points.minor > 0 ? ([[t("points.off"), negateMoney(points)]] as const) : []),
    [t("shippingBy", { method: order.shippingMethod.name }), totals.shipping],
  ] as const;
  return (
    <Section title={t("lines")}>
      <Table caption={t("lines")}>
        <TableHead className="border-line text-xs">
          <tr className="h-7">
            <TableHeader>{t("product")}</TableHeader>
            <TableHeader numeric>{t("quantity")}</TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              {t("shipped")}
            </TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              {t("unitPrice")}
            </TableHeader>
            <TableHeader numeric className="max-md:hidden">
              {t("vat")}
            </TableHeader>
            <TableHeader numeric>{t("amount")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {products.map((line) => (
            <TableRow key={line.id}>
              <TableCell>
                <div className="flex items-center gap-3 py-1">
                  <MediaThumb mediaKey={line.media?.key} />
                  <div className="min-w-0">
                    <p className="font-medium">{line.name}</p>
                    <p className="text-xs text-muted">{[line.description, line.sku].filter(Boolean).join(" · ")}</p>
                    {line.waiting && !closed && (
                      <p className="text-xs font-medium text-warning">{waitingText(line.waiting)}</p>
                    )}
                  </div>
                </div>
              </TableCell>
              <TableCell numeric>
                {line.quantity}
                {line.refunded > 0 && (
                  <span className="block text-xs text-muted">{t("refundedUnits", { count: line.refunded })}</span>
                )}
              </TableCell>
              <TableCell
                numeric
                className={
                  line.delivered < line.quantity && !closed ? "text-warning max-sm:hidden" : "text-muted max-sm:hidden"
                }
              >
                {line.delivered}
                {line.returned > 0 && (
                  <span className="block text-xs text-muted">{t("returnedUnits", { count: line.returned })}</span>
                )}
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                <Amount value={line.unitPrice} />
              </TableCell>
              <TableCell numeric className="text-muted max-md:hidden">
                {format.number(Number(line.taxRate), { style: "percent", maximumFractionDigits: 2 })}
              </TableCell>
              <TableCell numeric>
                <Amount value={line.listed} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <dl className="ml-auto grid w-full max-w-80 gap-1 border-t border-line pt-2">
        {sums.map(([label, amount]) => (
          <div key={label} className="flex justify-between gap-4">
            <dt className="text-muted">{label}</dt>
            <dd>
              <Amount value={amount} />
            </dd>
          </div>
        ))}
        {totals.taxes.map((tax) => (
          <div key={tax.rate} className="flex justify-between gap-4 text-muted">
            <dt>
              {t("vatIncluded", {
                rate: format.number(Number(tax.rate), { style: "percent", maximumFractionDigits: 2 }),
              })}
            </dt>
            <dd>
              <Amount value={tax.tax} />
            </dd>
          </div>
        ))}
        <div className="mt-1 flex justify-between gap-4 border-t border-line pt-1.5 text-sm font-semibold">
          <dt>{t("total")}</dt>
          <dd>
            <Amount value={totals.total} />
          </dd>
        </div>
      </dl>
    </Section>
  );
}
