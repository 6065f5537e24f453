"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { AddressFields } from "./address-fields.tsx";
import { CompanyFields } from "./checkout-company.tsx";
import { emptyAddress, type KnownCustomer } from "./checkout-draft.ts";
import { Step } from "./checkout-states.tsx";
import type { CheckoutPart } from "./use-checkout.ts";

/** Where it goes, and where the bill goes when that is elsewhere. */
export function DeliveryStep({ checkout, errorOf, customer }: CheckoutPart & { customer: KnownCustomer }) {
  const t = useTranslations("checkout");
  const { draft, change, touch, countries } = checkout;
  return (
    <>
      <Step title={t("delivery.title")}>
        {customer && customer.addresses.length > 0 && (
          <div className="flex flex-wrap gap-2">
            {customer.addresses.map((saved) => (
              <Button key={saved.id} size="sm" onClick={() => change({ delivery: saved.address })}>
                {saved.label}
              </Button>
            ))}
            <Button size="sm" variant="ghost" onClick={() => change({ delivery: emptyAddress })}>
              {t("delivery.other")}
            </Button>
          </div>
        )}
        <AddressFields
          section="delivery"
          value={draft.delivery}
          countries={countries}
          errorOf={errorOf}
          onChange={(delivery) => change({ delivery })}
          onBlur={touch}
        />
        <Checkbox
          label={t("billing.same")}
          checked={draft.sameBilling}
          onChange={(event) => change({ sameBilling: event.target.checked })}
        />
        <CompanyFields checkout={checkout} errorOf={errorOf} />
      </Step>

      {!draft.sameBilling && (
        <Step title={t("billing.title")}>
          <AddressFields
            section="billing"
            value={draft.billing}
            countries={countries}
            errorOf={errorOf}
            onChange={(billing) => change({ billing })}
            onBlur={touch}
          />
        </Step>
      )}
    </>
  );
}
