"use client";
import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Alert } from "#components/ui/alert.tsx";
import type { Receipt } from "#server/modules/withdrawals/contract.ts";

/** What was declared, when, and where the receipt went. */
export function WithdrawalReceipt({ receipt }: { receipt: Receipt }) {
  const t = useTranslations("storefront.withdrawal");
  const format = useFormatter();
  const at = format.dateTime(new Date(receipt.declaredAt), { dateStyle: "full", timeStyle: "medium" });
  return (
    <>
      <Alert tone="success" title={t("receivedTitle", { number: receipt.number })}>
        {t("receivedText", { email: receipt.email })}
      </Alert>
      <dl className="grid gap-4">
        <div>
          <dt className="text-sm text-muted">{t("declaredAt")}</dt>
          <dd>
            <time dateTime={receipt.declaredAt}>{at}</time>
          </dd>
        </div>
        <div>
          <dt className="text-sm text-muted">{t("statement")}</dt>
          <dd className="text-pretty">{receipt.statement}</dd>
        </div>
        {receipt.returnNumber && (
          <div>
            <dt className="text-sm text-muted">{t("return")}</dt>
            <dd className="text-pretty">{t("returnText", { number: receipt.returnNumber })}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
