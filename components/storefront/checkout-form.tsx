"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { postcodeExample } from "#server/modules/partners/contract-postcodes.ts";
import { ContactStep } from "./checkout-contact.tsx";
import { DeliveryStep } from "./checkout-delivery.tsx";
import type { CheckoutDraft, KnownCustomer } from "./checkout-draft.ts";
import { CheckoutExpress } from "./checkout-express.tsx";
import { PaymentStep } from "./checkout-payment.tsx";
import { ReferenceStep } from "./checkout-reference.tsx";
import { CheckoutReview } from "./checkout-review.tsx";
import { ShippingStep } from "./checkout-shipping.tsx";
import { CheckoutSkeleton, NothingToOrder } from "./checkout-states.tsx";
import type { FirstAnswers } from "./first-answers.ts";
import { type CartData, useCart } from "./use-cart.ts";
import { useCheckout } from "./use-checkout.ts";

/** Checkout on one page: contact, address, method, payment, review. */
export function CheckoutForm({ customer, first }: { customer: KnownCustomer; first: FirstAnswers | null }) {
  const t = useTranslations("checkout");
  const blocked = useTranslations("storefront.cart");
  const { data: cart } = useCart();
  if (!cart) return <CheckoutSkeleton />;
  if (cart.lines.length === 0) return <NothingToOrder />;
  if (cart.lines.some((line) => line.problem)) {
    return (
      <Alert tone="warning" title={blocked("blocked")}>
        <Link href="/cart" className="underlined w-fit">
          {t("back")}
        </Link>
      </Alert>
    );
  }
  const address = customer?.addresses[0]?.address;
  const known = {
    ...(customer && { buyer: customer.buyer, email: customer.email, ...customer.usual }),
    ...(address && { delivery: address }),
    ...(customer?.company && { company: customer.company.draft }),
  };
  return <Form key={customer?.buyer} customer={customer} known={known} first={first} cart={cart} />;
}

type FormProps = { customer: KnownCustomer; known: Partial<CheckoutDraft>; first: FirstAnswers | null; cart: CartData };

function Form({ customer, known, first, cart }: FormProps) {
  const t = useTranslations("checkout");
  const checkout = useCheckout({
    known,
    first,
    acceptsWaiting: cart.lines.some((line) => line.waiting),
    referenceRequired: customer?.company?.referenceRequired ?? false,
  });
  const { draft, problems, place, submit } = checkout;
  const form = useRef<HTMLFormElement>(null);
  // Who comes back with everything known reads it over and presses one button.
  const [editing, setEditing] = useState(customer?.addresses.length === 0 || customer === null);
  const express = !editing && checkout.complete;
  const errorOf = (field: string) => {
    const key = problems[field];
    const { country } = field.startsWith("billing.") ? draft.billing : draft.delivery;
    return key && t(`errors.${key}`, { example: postcodeExample(country) });
  };
  const focusOn = (field: string) => form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  const edit = (field: string) => {
    flushSync(() => setEditing(true));
    focusOn(field);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (place.isPending || checkout.ask.isPending) return;
    const wrong = submit();
    if (wrong) focusOn(wrong);
  };
  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      noValidate
      className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_25rem]"
    >
      <div className="grid content-start gap-12">
        {express ? (
          <CheckoutExpress checkout={checkout} onEdit={edit} customer={customer} />
        ) : (
          <>
            <ContactStep checkout={checkout} errorOf={errorOf} customer={customer} />
            <DeliveryStep checkout={checkout} errorOf={errorOf} customer={customer} />
            <ShippingStep checkout={checkout} />
            <PaymentStep checkout={checkout} />
            <ReferenceStep checkout={checkout} errorOf={errorOf} customer={customer} />
          </>
        )}
      </div>
      <CheckoutReview checkout={checkout} cart={cart} />
    </form>
  );
}
