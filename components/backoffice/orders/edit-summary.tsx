"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import { formatMoney, negateMoney } from "#server/kernel/money.ts";
import type { EditPreview } from "#server/modules/sales/contract-edit.ts";
import { Amount } from "../shared/amount.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { Facts } from "../shared/section.tsx";
import type { Command } from "../shared/use-command.ts";

type EditSummaryProps = {
  preview: EditPreview | undefined;
  /** Something was changed; its price may still be on its way. */
  touched: boolean;
  /** A newer figure is on its way. */
  stale: boolean;
  problem: string | null;
  mayCollectLater: boolean;
  command: Command;
  onCancel: () => void;
  onConfirm: (collect: "before" | "later") => void;
};

/** What the change does and costs, from the server; nothing is confirmed that was not shown. */
export function EditSummary({
  preview,
  touched,
  stale,
  problem,
  mayCollectLater,
  command,
  onCancel,
  onConfirm,
}: EditSummaryProps) {
  const t = useTranslations("backoffice.edit");
  const locale = useLocale();
  const [collect, setCollect] = useState<"before" | "later">("before");
  const difference = preview?.difference.minor ?? 0;
  const amount = preview
    ? formatMoney(difference < 0 ? negateMoney(preview.difference) : preview.difference, locale)
    : "";
  const label =
    difference > 0 && collect === "before"
      ? t("confirmAsk", { amount })
      : difference < 0
        ? t("confirmBack", { amount })
        : t("confirm");
  return (
    <div className="grid gap-4">
      {!preview && !problem && <p className="text-muted">{t(touched ? "computing" : "nothing")}</p>}
      {problem && <Alert tone="warning">{problem}</Alert>}
      {preview && (
        <div aria-live="polite" className={stale ? "grid gap-3 opacity-60" : "grid gap-3"}>
          {preview.changes.length > 0 && (
            <ul className="grid gap-1">
              {preview.changes.map((change) => (
                <li key={`${change.name}${change.description}${change.before}`} className="flex justify-between gap-4">
                  <span>
                    {change.name} <span className="text-xs text-muted">{change.description}</span>
                  </span>
                  <span className="whitespace-nowrap tabular">
                    {t("quantity", { before: change.before, after: change.after })}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <Facts
            className="ml-auto w-full max-w-80"
            rows={[
              [t("items"), <Amount key="i" value={preview.items} />],
              preview.discount.minor > 0
                ? [t("discount"), <Amount key="d" value={negateMoney(preview.discount)} />]
                : null,
              [t("shippingBy", { method: preview.shippingMethod.name }), <Amount key="s" value={preview.shipping} />],
              [t("tax"), <Amount key="x" value={preview.tax} />],
              [t("before"), <Amount key="b" value={preview.totalBefore} />],
              [
                <strong key="l">{t("after")}</strong>,
                <strong key="t">
                  <Amount value={preview.total} />
                </strong>,
              ],
              [
                <strong key="dl">{t(difference < 0 ? "toGiveBack" : "toPay")}</strong>,
                <strong key="da" data-testid="edit-difference">
                  {amount}
                </strong>,
              ],
            ]}
          />
          {difference > 0 && (
            <RadioGroup legend={t("collect")}>
              <Radio
                name="collect"
                label={t("collectBefore")}
                description={t("collectBeforeHint")}
                checked={collect === "before"}
                onChange={() => setCollect("before")}
              />
              <Radio
                name="collect"
                label={t("collectLater")}
                description={t(mayCollectLater ? "collectLaterHint" : "collectLaterDenied")}
                disabled={!mayCollectLater}
                checked={collect === "later"}
                onChange={() => setCollect("later")}
              />
            </RadioGroup>
          )}
        </div>
      )}
      <CommandError command={command} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t("cancel")}</Button>
        <Button variant="primary" busy={command.busy} disabled={!preview || stale} onClick={() => onConfirm(collect)}>
          {label}
        </Button>
      </div>
    </div>
  );
}
