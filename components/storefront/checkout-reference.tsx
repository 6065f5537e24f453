"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { KnownCustomer } from "./checkout-draft.ts";
import { Step } from "./checkout-states.tsx";
import type { CheckoutPart } from "./use-checkout.ts";

/** Which company a member buys for, and that it may be otherwise. */
export function BuyingFor({ customer }: { customer: KnownCustomer }) {
  const t = useTranslations("checkout.reference");
  const company = customer?.company;
  if (!company) return null;
  return (
    <Alert tone={company.mayOrder ? "info" : "warning"}>
      {t(company.mayOrder ? "buyingFor" : "mayNotOrder", { company: company.name })}{" "}
      <Link href="/account/company" prefetch={false} className="underlined">
        {t("switch")}
      </Link>
    </Alert>
  );
}

/** How a company calls the purchase: on the delivery note and the invoice. Persons are not asked. */
export function ReferenceStep({ checkout, errorOf, customer }: CheckoutPart & { customer: KnownCustomer }) {
  const t = useTranslations("checkout.reference");
  const { draft, change, touch } = checkout;
  if (!draft.company.on && !customer?.company) return null;
  return (
    <Step title={t("title")}>
      <Field
        label={t("label")}
        required={customer?.company?.referenceRequired ?? false}
        hint={t("hint")}
        error={errorOf("reference")}
      >
        {(control) => (
          <Input
            {...control}
            name="reference"
            autoComplete="off"
            maxLength={60}
            value={draft.reference}
            onChange={(event) => change({ reference: event.target.value })}
            onBlur={() => touch("reference")}
          />
        )}
      </Field>
    </Step>
  );
}
