"use client";
import { useLocale, useTranslations } from "next-intl";
import { useDeliveryDates } from "#components/storefront/use-delivery-dates.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Price } from "#components/ui/price.tsx";
import { formatMoney, type Money, negateMoney } from "#server/kernel/money.ts";
import type { EditPreview } from "#server/modules/sales/contract-edit.ts";

type ChangeSummaryProps = {
  preview: EditPreview | undefined;
  /** Something differs; what it costs may be on its way. */
  touched: boolean;
  stale: boolean;
  problem: string | null;
  failed: string | null;
  busy: boolean;
  onConfirm: () => void;
};

/** What the change does and costs, said by the server, before anything is agreed to: who pays whom, how much, and when. */
export function ChangeSummary({ preview, touched, stale, problem, failed, busy, onConfirm }: ChangeSummaryProps) {
  const t = useTranslations("portal.order.change");
  const locale = useLocale();
  const dates = useDeliveryDates();
  const minor = preview?.difference.minor ?? 0;
  const amount = preview ? formatMoney(minor < 0 ? negateMoney(preview.difference) : preview.difference, locale) : "";
  const kind = minor > 0 ? "Pay" : minor < 0 ? "Back" : "Even";
  return (
    <div className="grid gap-5">
      {!preview && !problem && <p className="text-muted">{t(touched ? "computing" : "nothing")}</p>}
      {problem && <Alert tone="warning">{problem}</Alert>}
      {preview && (
        <div aria-live="polite" className={cn("grid gap-4", stale && "opacity-60")}>
          {preview.changes.length > 0 && (
            <ul className="grid gap-1">
              {preview.changes.map((one) => (
                <li key={`${one.name}${one.description}${one.before}`} className="flex justify-between gap-4">
                  <span className="text-pretty">
                    {one.name} <span className="text-sm text-muted">{one.description}</span>
                  </span>
                  <span className="tabular whitespace-nowrap">
                    {t("quantity", { before: one.before, after: one.after })}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {preview.promise && (
            <p>
              {t(preview.pickup ? "thenReady" : "thenWithYou", {
                dates: dates(preview.promise.from, preview.promise.to),
              })}
            </p>
          )}
          <dl className="grid gap-1.5 border-t border-line pt-4">
            <Row label={t("items")} amount={preview.items} />
            {preview.discount.minor > 0 && <Row label={t("discount")} amount={negateMoney(preview.discount)} />}
            <Row label={t("shippingBy", { method: preview.shippingMethod.name })} amount={preview.shipping} />
            <Row label={t("tax")} amount={preview.tax} muted />
            <Row label={t("before")} amount={preview.totalBefore} muted />
            <Row label={t("after")} amount={preview.total} strong />
          </dl>
          <p data-testid="change-difference" className="text-lg font-semibold">
            {t(`difference${kind}`, { amount })}
          </p>
          <p className="-mt-3 text-sm text-muted text-pretty">{t(`when${kind}`)}</p>
        </div>
      )}
      {failed && <Alert tone="danger">{failed}</Alert>}
      <Button variant="primary" size="lg" block busy={busy} disabled={!preview || stale} onClick={onConfirm}>
        {t(`confirm${kind}`, { amount })}
      </Button>
    </div>
  );
}

function Row({ label, amount, strong, muted }: { label: string; amount: Money; strong?: boolean; muted?: boolean }) {
  return (
    <div className={cn("flex justify-between gap-4", strong && "font-semibold", muted && "text-sm text-muted")}>
      <dt>{label}</dt>
      <dd>
        <Price amount={amount} />
      </dd>
    </div>
  );
}
