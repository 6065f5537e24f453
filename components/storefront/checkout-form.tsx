"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { ContactStep } from "./checkout-contact.tsx";
import { DeliveryStep } from "./checkout-delivery.tsx";
import type { CheckoutDraft, KnownCustomer } from "./checkout-draft.ts";
import { PaymentStep } from "./checkout-payment.tsx";
import { CheckoutReview } from "./checkout-review.tsx";
import { ShippingStep } from "./checkout-shipping.tsx";
import { CheckoutSkeleton, NothingToOrder } from "./checkout-states.tsx";
import { type CartData, useCart } from "./use-cart.ts";
import { useCheckout } from "./use-checkout.ts";

/** Checkout on one page: contact, address, method, payment, review. */
export function CheckoutForm({ customer }: { customer: KnownCustomer }) {
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
  const first = customer?.addresses[0]?.address;
  const known = { ...(customer ? { email: customer.email } : {}), ...(first ? { delivery: first } : {}) };
  return <Form customer={customer} known={known} cart={cart} />;
}

type FormProps = { customer: KnownCustomer; known: Partial<CheckoutDraft>; cart: CartData };

function Form({ customer, known, cart }: FormProps) {
  const t = useTranslations("checkout");
  const checkout = useCheckout(
    known,
    cart.lines.some((line) => line.waiting),
  );
  const { problems, place, submit } = checkout;
  const form = useRef<HTMLFormElement>(null);
  const errorOf = (field: string) => {
    const key = problems[field];
    return key && t(`errors.${key}`);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (place.isPending) return;
    const first = submit();
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      noValidate
      className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_25rem]"
    >
      <div className="grid content-start gap-12">
        <ContactStep checkout={checkout} errorOf={errorOf} customer={customer} />
        <DeliveryStep checkout={checkout} errorOf={errorOf} customer={customer} />
        <ShippingStep checkout={checkout} />
        <PaymentStep checkout={checkout} />
      </div>
      <CheckoutReview checkout={checkout} cart={cart} />
    </form>
  );
}
