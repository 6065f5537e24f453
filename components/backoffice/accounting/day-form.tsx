"use client";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type DayFormProps = {
  /** What the field is called in the address. */
  name: string;
  label: string;
  submit: string;
  value: string;
  values: Readonly<Record<string, string | undefined>>;
  /** Other values of the address that stay. */
  keep: readonly string[];
};

/** One day and a button: a plain form whose answer is an address. */
export function DayForm({ name, label, submit, value, values, keep }: DayFormProps) {
  return (
    <form method="get" className="mb-3 flex flex-wrap items-end gap-2 print:hidden">
      {keep.map((key) => values[key] && <input key={key} type="hidden" name={key} value={values[key]} />)}
      <Field label={label}>
        {(control) => <Input {...control} key={value} type="date" name={name} defaultValue={value} className="w-36" />}
      </Field>
      <Button type="submit">{submit}</Button>
    </form>
  );
}
