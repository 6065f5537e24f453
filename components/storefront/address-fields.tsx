"use client";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { AddressInput } from "./address-input.tsx";
import type { AddressDraft } from "./checkout-draft.ts";

type AddressFieldsProps = {
  /** "delivery" or "billing": prefix of names, section of autocomplete. */
  section: "delivery" | "billing";
  value: AddressDraft;
  countries: { code: string; name: string }[];
  errorOf: (field: string) => string | undefined;
  onChange: (next: AddressDraft) => void;
  onBlur: (field: string) => void;
};

const tokens = {
  recipient: "name",
  company: "organization",
  line1: "address-line1",
  line2: "address-line2",
  postcode: "postal-code",
  city: "address-level2",
} as const;

/** Where a postcode is written in digits alone. */
const digits = new Set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT RO SE SI SK".split(" "));

/** A postal address with the browser's own autofill. */
export function AddressFields({ section, value, countries, errorOf, onChange, onBlur }: AddressFieldsProps) {
  const t = useTranslations("checkout.address");
  const kind = section === "delivery" ? "shipping" : "billing";
  const text = (field: keyof typeof tokens, required: boolean, className?: string) => (
    <Field label={t(field)} required={required} error={errorOf(`${section}.${field}`)} className={className}>
      {(control) => {
        const props = {
          ...control,
          name: `${section}.${field}`,
          autoComplete: `${kind} ${tokens[field]}`,
          inputMode: field === "postcode" && digits.has(value.country) ? ("numeric" as const) : undefined,
          maxLength: field === "postcode" ? 12 : field === "city" ? 80 : 120,
          value: value[field],
          onBlur: () => onBlur(`${section}.${field}`),
        };
        const set = (next: string) => onChange({ ...value, [field]: next });
        return field === "line1" || field === "postcode" || field === "city" ? (
          <AddressInput
            {...props}
            onChange={set}
            of={field === "line1" ? "street" : "town"}
            country={value.country}
            context={value.postcode || value.city}
            onChoose={({ line1, postcode, city }) => onChange({ ...value, ...(line1 && { line1 }), postcode, city })}
          />
        ) : (
          <Input {...props} onChange={(event) => set(event.target.value)} />
        );
      }}
    </Field>
  );
  return (
    <div className="grid gap-x-4 gap-y-4 sm:grid-cols-6">
      {text("recipient", true, "sm:col-span-3")}
      {text("company", false, "sm:col-span-3")}
      {text("line1", true, "sm:col-span-6")}
      {text("line2", false, "sm:col-span-6")}
      {text("postcode", true, "sm:col-span-2")}
      {text("city", true, "sm:col-span-4")}
      <Field label={t("country")} required error={errorOf(`${section}.country`)} className="sm:col-span-6">
        {(control) => (
          <Select
            {...control}
            name={`${section}.country`}
            autoComplete={`${kind} country`}
            value={value.country}
            onChange={(event) => onChange({ ...value, country: event.target.value })}
            onBlur={() => onBlur(`${section}.country`)}
          >
            {countries.map((country) => (
              <option key={country.code} value={country.code}>
                {country.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {section === "delivery" && (
        <Field label={t("instructions")} required={false} className="sm:col-span-6">
          {(control) => (
            <Textarea
              {...control}
              name="delivery.instructions"
              rows={2}
              maxLength={300}
              value={value.instructions}
              onChange={(event) => onChange({ ...value, instructions: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
