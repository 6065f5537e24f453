"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { KnownCustomer } from "./checkout-draft.ts";
import { BuyingFor } from "./checkout-reference.tsx";
import { Step } from "./checkout-states.tsx";
import { useCartReminder } from "./use-cart-reminder.ts";
import type { CheckoutPart } from "./use-checkout.ts";

/** Who orders: guest first, sign-in as an offer beside. */
export function ContactStep({ checkout, errorOf, customer }: CheckoutPart & { customer: KnownCustomer }) {
  const t = useTranslations("checkout");
  const consent = useTranslations("consent.cart_reminder");
  const { draft, change, touch } = checkout;
  const remind = useCartReminder();
  return (
    <Step title={t("contact.title")}>
      <p className="-mt-2 text-[0.9375rem] text-muted">
        {customer ? (
          t("signedIn", { email: customer.email })
        ) : (
          <>
            {t("guest")} {t("signIn")}{" "}
            <Link href="/sign-in?callbackUrl=/checkout" prefetch={false} className="underlined text-ink">
              {t("signInLink")}
            </Link>
          </>
        )}
      </p>
      <BuyingFor customer={customer} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("contact.email")} required hint={t("contact.emailHint")} error={errorOf("email")}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="email"
              inputMode="email"
              maxLength={254}
              value={draft.email}
              onChange={(event) => change({ email: event.target.value })}
              onBlur={() => {
                touch("email");
                remind(draft);
              }}
            />
          )}
        </Field>
        <Field label={t("contact.phone")} required={false} hint={t("contact.phoneHint")} error={errorOf("phone")}>
          {(control) => (
            <Input
              {...control}
              name="phone"
              type="tel"
              autoComplete="tel"
              inputMode="tel"
              maxLength={30}
              value={draft.phone}
              onChange={(event) => change({ phone: event.target.value })}
              onBlur={() => touch("phone")}
            />
          )}
        </Field>
      </div>
      <Checkbox
        name="remind"
        checked={draft.remind}
        label={consent("label")}
        description={consent("hint")}
        onChange={(event) => {
          change({ remind: event.target.checked });
          remind({ ...draft, remind: event.target.checked });
        }}
      />
    </Step>
  );
}
