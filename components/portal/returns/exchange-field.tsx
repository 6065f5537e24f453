"use client";
import { useLocale, useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { ExchangeChoice, ReturnOptions } from "#server/modules/fulfilment/contract-returning.ts";

type ExchangeFieldProps = {
  line: ReturnOptions["lines"][number];
  units: number;
  wish: string;
  onWish: (variantId: string) => void;
};

/** The money, or another size or colour that is in stock; nothing where there is none. */
export function ExchangeField({ line, units, wish, onWish }: ExchangeFieldProps) {
  const t = useTranslations("portal.sendBack");
  const locale = useLocale();
  const choices = line.choices.filter((choice) => choice.available >= units);
  if (choices.length === 0) return null;
  const nameOf = (choice: ExchangeChoice) => {
    const label = choice.same ? t("sameArticle", { label: choice.label }) : choice.label;
    if (!choice.difference) return t("ownPrice", { label });
    const { minor, currency } = choice.difference;
    if (minor === 0) return label;
    return t(minor > 0 ? "dearer" : "cheaper", {
      label,
      amount: formatMoney({ minor: Math.abs(minor), currency }, locale),
    });
  };
  return (
    <div className="col-span-full col-start-2">
      <Field label={t("instead", { name: line.name })} required={false}>
        {(control) => (
          <Select {...control} value={wish} onChange={(event) => onWish(event.target.value)}>
            <option value="">{t("money")}</option>
            {choices.map((choice) => (
              <option key={choice.variantId} value={choice.variantId}>
                {nameOf(choice)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
