"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import type { KnownCustomer } from "./checkout-draft.ts";
import { BuyingFor } from "./checkout-reference.tsx";
import { Step } from "./checkout-states.tsx";
import type { CheckoutPart } from "./use-checkout.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";

type CheckoutExpressProps = Pick<CheckoutPart, "checkout"> & {
  customer: KnownCustomer;
  /** Opens the whole form at a field. */
  onEdit: (field: string) => void;
};

/** Everything that is known of a returning customer, to read over: the button is beside. */
export function CheckoutExpress({ checkout, onEdit, customer }: CheckoutExpressProps) {
  const t = useTranslations("checkout");
  const dates = useDeliveryDates();
  const { draft, countries, chosen, paymentMethod } = checkout;
  const { delivery } = draft;
  const country = countries.find(({ code }) => code === delivery.country)?.name ?? delivery.country;
  const row = (title: string, field: string, content: ReactNode) => (
    <div className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-b border-line pb-5">
      <dt className="text-sm text-muted">{title}</dt>
      <dd className="row-start-2 text-pretty">{content}</dd>
      <dd className="row-span-2 self-center">
        <Button size="sm" aria-label={t("express.changeOf", { what: title })} onClick={() => onEdit(field)}>
          {t("express.change")}
        </Button>
      </dd>
    </div>
  );
  return (
    <Step title={t("express.title")}>
      <p className="-mt-2 text-[0.9375rem] text-muted">{t("express.text")}</p>
      <BuyingFor customer={customer} />
      <dl className="grid gap-5" data-testid="express">
        {row(t("contact.title"), "email", [draft.email, draft.phone].filter(Boolean).join(" · "))}
        {row(
          t("delivery.title"),
          "delivery.recipient",
          [
            delivery.recipient,
            delivery.company,
            delivery.line1,
            delivery.line2,
            `${delivery.postcode} ${delivery.city}`,
            country,
          ]
            .filter(Boolean)
            .join(", "),
        )}
        {row(
          t("shipping.title"),
          "shippingMethod",
          [chosen?.name, chosen?.promise && dates(chosen.promise.from, chosen.promise.to)].filter(Boolean).join(", "),
        )}
        {row(t("payment.title"), "paymentMethod", t(`payment.${paymentMethod}`))}
        {(customer?.company || draft.reference) &&
          row(t("reference.title"), "reference", draft.reference || t("reference.none"))}
      </dl>
    </Step>
  );
}
