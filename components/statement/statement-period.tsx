"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Statement } from "#server/modules/accounting/contract-statement.ts";

/** Two days, a currency where there are several: a plain form whose answer is an address. */
export function StatementPeriod({ statement: { from, until, currency, currencies } }: { statement: Statement }) {
  const t = useTranslations("portal.statement");
  return (
    <form method="get" className="flex flex-wrap items-end gap-3" data-print="hide">
      <Field label={t("from")}>
        {(control) => <Input {...control} type="date" name="from" defaultValue={from} max={until} className="w-40" />}
      </Field>
      <Field label={t("until")}>
        {(control) => <Input {...control} type="date" name="until" defaultValue={until} className="w-40" />}
      </Field>
      {currencies.length > 1 && (
        <Field label={t("currency")}>
          {(control) => (
            <Select {...control} name="currency" defaultValue={currency}>
              {currencies.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
