"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type PeriodFormProps = {
  /** What the two fields are called in the address. */
  names: readonly [from: string, until: string];
  values: Readonly<Record<string, string | undefined>>;
  /** Other values of the address that stay. */
  keep?: readonly string[];
  /** In place of the one button: several, each with an address of its own (formAction). */
  buttons?: ReactNode;
};

/** Two days and a button: a plain form whose answer is an address. */
export function PeriodForm({ names: [from, until], values, keep = [], buttons }: PeriodFormProps) {
  const t = useTranslations("books.balance");
  return (
    <form method="get" className="mb-3 flex flex-wrap items-end gap-2 print:hidden">
      {keep.map((key) => values[key] && <input key={key} type="hidden" name={key} value={values[key]} />)}
      <Field label={t("from")}>
        {(control) => <Input {...control} type="date" name={from} defaultValue={values[from] ?? ""} className="w-36" />}
      </Field>
      <Field label={t("until")}>
        {(control) => (
          <Input {...control} type="date" name={until} defaultValue={values[until] ?? ""} className="w-36" />
        )}
      </Field>
      {buttons ?? <Button type="submit">{t("show")}</Button>}
    </form>
  );
}
