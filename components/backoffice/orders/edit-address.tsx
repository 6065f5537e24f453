"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { addressInput } from "#server/modules/sales/contract.ts";
import type { OrderDetail } from "../dto.ts";
import { AddressLines } from "../shared/address-lines.tsx";

const names = [
  "recipient",
  "company",
  "line1",
  "line2",
  "postcode",
  "city",
  "country",
  "phone",
  "instructions",
] as const;
type Name = (typeof names)[number];
export type AddressDraft = Readonly<Record<Name, string>>;
export type EditedAddress = ReturnType<typeof addressInput.parse>;

/** The address as the server takes it; nothing while something that every address needs is missing. */
export function addressOf(draft: AddressDraft): EditedAddress | undefined {
  const filled = Object.fromEntries(Object.entries(draft).filter(([, value]) => value.trim() !== ""));
  const parsed = addressInput.safeParse(filled);
  return parsed.success ? parsed.data : undefined;
}

const required: readonly Name[] = ["recipient", "line1", "postcode", "city", "country"];

type EditAddressProps = {
  current: OrderDetail["delivery"];
  draft: AddressDraft | null;
  countries: readonly { code: string; name: string }[];
  onChange: (draft: AddressDraft | null) => void;
};

/** Where it goes: as it is, or a form with what it was. The postal address stays on the order's timeline. */
export function EditAddress({ current, draft, countries, onChange }: EditAddressProps) {
  const t = useTranslations("backoffice.edit");
  const field = useTranslations("backoffice.edit.fields");
  if (!draft) {
    const begin = () => onChange(Object.fromEntries(names.map((name) => [name, current[name] ?? ""])) as AddressDraft);
    return (
      <div className="flex flex-wrap items-start justify-between gap-3">
        <AddressLines address={current} />
        <Button onClick={begin}>{t("changeAddress")}</Button>
      </div>
    );
  }
  const text = (name: Exclude<Name, "country">, span: string) => {
    const missing = required.includes(name) && draft[name].trim().length < (name === "city" ? 1 : 2);
    return (
      <Field
        label={field(name)}
        required={required.includes(name)}
        error={missing ? t("missing") : undefined}
        className={span}
      >
        {(control) => (
          <Input
            {...control}
            name={name}
            autoComplete="off"
            maxLength={name === "instructions" ? 300 : name === "postcode" ? 12 : 120}
            value={draft[name]}
            onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
          />
        )}
      </Field>
    );
  };
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-6">
      {text("recipient", "sm:col-span-3")}
      {text("company", "sm:col-span-3")}
      {text("line1", "sm:col-span-6")}
      {text("line2", "sm:col-span-6")}
      {text("postcode", "sm:col-span-2")}
      {text("city", "sm:col-span-4")}
      <Field label={field("country")} required className="sm:col-span-3">
        {(control) => (
          <Select
            {...control}
            value={draft.country}
            onChange={(event) => onChange({ ...draft, country: event.target.value })}
          >
            {countries.map((country) => (
              <option key={country.code} value={country.code}>
                {country.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {text("phone", "sm:col-span-3")}
      {text("instructions", "sm:col-span-6")}
      <div className="sm:col-span-6">
        <Button onClick={() => onChange(null)}>{t("keepAddress")}</Button>
      </div>
    </div>
  );
}
