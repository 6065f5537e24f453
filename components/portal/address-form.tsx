"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { type Address, addressTypes, createAddressInput, postcodeExample } from "#server/modules/partners/contract.ts";

type Country = { code: string; name: string };
type TextField = "label" | "recipient" | "company" | "line1" | "line2" | "postcode" | "city" | "phone" | "instructions";

const tokens: Partial<Record<TextField, string>> = {
  recipient: "name",
  company: "organization",
  line1: "address-line1",
  line2: "address-line2",
  postcode: "postal-code",
  city: "address-level2",
  phone: "tel",
};
const longest: Partial<Record<TextField, number>> = { label: 60, postcode: 12, city: 80, phone: 30, instructions: 300 };

/** One entry of the address book, new or changed. The postcode is checked against its country before anything is sent. */
export function AddressForm({
  address,
  countries,
  onDone,
}: {
  address: Address | null;
  countries: readonly Country[];
  onDone: () => void;
}) {
  const t = useTranslations("portal.addresses");
  const wrong = useTranslations("common.validation");
  const actions = useTranslations("common.actions");
  const api = useTRPC();
  const errorMessage = useErrorMessage();
  const create = useMutation(api.account.addresses.create.mutationOptions({ onSuccess: onDone }));
  const update = useMutation(api.account.addresses.update.mutationOptions({ onSuccess: onDone }));
  const fields = useForm(createAddressInput, (field, value, values) =>
    field === "postcode" && value
      ? t("postcodeWrong", { example: postcodeExample(String(values.country)) })
      : wrong("required"),
  );
  const failed = create.error ?? update.error;

  const text = (name: TextField, required: boolean, className?: string) => (
    <Field label={t(`fields.${name}`)} required={required} error={fields.error(name)} className={className}>
      {(control) => (
        <Input
          {...control}
          name={name}
          defaultValue={address?.[name] ?? ""}
          autoComplete={tokens[name]}
          type={name === "phone" ? "tel" : "text"}
          maxLength={longest[name] ?? 120}
        />
      )}
    </Field>
  );

  return (
    <form
      {...fields.form((data) => (address ? update.mutate({ ...data, id: address.id }) : create.mutate(data)))}
      className="grid gap-x-4 gap-y-4 sm:grid-cols-6"
    >
      {failed && (
        <Alert tone="danger" className="sm:col-span-6">
          {errorMessage(failed)}
        </Alert>
      )}
      <Field label={t("fields.type")} required className="sm:col-span-3">
        {(control) => (
          <Select {...control} name="type" defaultValue={address?.type ?? "delivery"}>
            {addressTypes.map((type) => (
              <option key={type} value={type}>
                {t(`types.${type}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {text("label", false, "sm:col-span-3")}
      {text("recipient", true, "sm:col-span-3")}
      {text("company", false, "sm:col-span-3")}
      {text("line1", true, "sm:col-span-6")}
      {text("line2", false, "sm:col-span-6")}
      {text("postcode", true, "sm:col-span-2")}
      {text("city", true, "sm:col-span-4")}
      <Field label={t("fields.country")} required error={fields.error("country")} className="sm:col-span-3">
        {(control) => (
          <Select {...control} name="country" autoComplete="country" defaultValue={address?.country ?? "FR"}>
            {countries.map((country) => (
              <option key={country.code} value={country.code}>
                {country.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {text("phone", false, "sm:col-span-3")}
      {text("instructions", false, "sm:col-span-6")}
      <Checkbox
        name="isDefault"
        defaultChecked={address?.isDefault ?? false}
        label={t("fields.isDefault")}
        className="sm:col-span-6"
      />
      <DialogActions className="sm:col-span-6">
        <DialogClose asChild>
          <Button>{actions("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={create.isPending || update.isPending}>
          {actions("save")}
        </Button>
      </DialogActions>
    </form>
  );
}
