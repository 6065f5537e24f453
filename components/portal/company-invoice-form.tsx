"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { reissueInput } from "#server/modules/invoicing/contract.ts";
import { isPostcode, postcodeExample } from "#server/modules/partners/contract.ts";
import { isFrenchCompanyNumber, isVatNumber } from "#server/modules/tax/contract-vat.ts";

type TextField = "company" | "line1" | "line2" | "postcode" | "city" | "registration" | "vatNumber";
type Country = { code: string; name: string };

const tokens: Partial<Record<TextField, string>> = {
  company: "organization",
  line1: "address-line1",
  line2: "address-line2",
  postcode: "postal-code",
  city: "address-level2",
};

/** What the register and the checksums say is asked before anything is sent. */
const schemaFor = (number: string) =>
  reissueInput
    .omit({ number: true })
    .refine((it) => isPostcode(it.country, it.postcode), { path: ["postcode"] })
    .refine((it) => it.country !== "FR" || it.registration, { path: ["registration"] })
    .refine((it) => it.country === "FR" || it.vatNumber, { path: ["vatNumber"] })
    .refine((it) => !it.registration || isFrenchCompanyNumber(it.registration), { path: ["registration"] })
    .refine((it) => !it.vatNumber || isVatNumber(it.vatNumber), { path: ["vatNumber"] })
    .transform((it) => ({ ...it, number }));

/** The company that an invoice shall name. */
export function CompanyInvoiceForm({ number, countries }: { number: string; countries: readonly Country[] }) {
  const t = useTranslations("portal.invoiceCompany");
  const wrong = useTranslations("common.validation");
  const addresses = useTranslations("portal.addresses");
  const company = useTranslations("portal.invoiceCompany.wrong");
  const errorMessage = useErrorMessage();
  const hydrated = useHydrated();
  const router = useRouter();
  const reissue = useMutation(
    useTRPC().account.invoices.reissue.mutationOptions({
      onSuccess: (made) => {
        toast({ title: t("done", { number: made.number }) });
        router.push("/account/invoices");
        router.refresh();
      },
    }),
  );
  const fields = useForm(schemaFor(number), (field, value, values) => {
    if (!value) return wrong("required");
    if (field === "postcode") return addresses("postcodeWrong", { example: postcodeExample(String(values.country)) });
    return field === "registration" || field === "vatNumber" ? company(field) : wrong("required");
  });
  const text = (name: TextField, { required = true, hint = "", className = "sm:col-span-6", longest = 120 } = {}) => (
    <Field
      label={t(name)}
      required={required}
      hint={hint || undefined}
      error={fields.error(name)}
      className={className}
    >
      {(control) => <Input {...control} name={name} autoComplete={tokens[name] ?? "off"} maxLength={longest} />}
    </Field>
  );
  return (
    <form {...fields.form((data) => reissue.mutate(data))} className="grid gap-4 sm:grid-cols-6">
      {reissue.error && (
        <Alert tone="danger" className="sm:col-span-6">
          {errorMessage(reissue.error)}
        </Alert>
      )}
      {text("company")}
      {text("line1")}
      {text("line2", { required: false })}
      {text("postcode", { className: "sm:col-span-2", longest: 12 })}
      {text("city", { className: "sm:col-span-4", longest: 80 })}
      <Field label={t("country")} required error={fields.error("country")} className="sm:col-span-6">
        {(control) => (
          <Select {...control} name="country" autoComplete="country" defaultValue="FR">
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {text("registration", { required: false, hint: t("registrationHint"), className: "sm:col-span-3", longest: 20 })}
      {text("vatNumber", { required: false, hint: t("vatHint"), className: "sm:col-span-3", longest: 30 })}
      <div className="sm:col-span-6">
        <Button type="submit" variant="primary" busy={reissue.isPending} disabled={!hydrated}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
