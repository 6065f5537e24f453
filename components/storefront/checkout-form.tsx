"use client";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import { AddressFields } from "./address-fields.tsx";
import { type AddressDraft, type CheckoutDraft, emptyAddress } from "./checkout-draft.ts";
import { CheckoutSkeleton, NothingToOrder, Step } from "./checkout-states.tsx";
import { CheckoutSummary } from "./checkout-summary.tsx";
import { useCart } from "./use-cart.ts";
import { useCheckout } from "./use-checkout.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";

/** What is known of a signed-in customer. */
export type KnownCustomer = { email: string; addresses: { id: string; label: string; address: AddressDraft }[] } | null;

/** Checkout on one page: contact, address, method, review, pay. */
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
  return (
    <Form
      customer={customer}
      known={{ ...(customer ? { email: customer.email } : {}), ...(first ? { delivery: first } : {}) }}
      acceptsWaiting={cart.lines.some((line) => line.waiting)}
      summary={(props) => <CheckoutSummary cart={cart} {...props} />}
    />
  );
}

type FormProps = {
  customer: KnownCustomer;
  known: Partial<CheckoutDraft>;
  acceptsWaiting: boolean;
  summary: (props: { quote: ReturnType<typeof useCheckout>["quote"]["data"] }) => ReactNode;
};

function Form({ customer, known, acceptsWaiting, summary }: FormProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const dates = useDeliveryDates();
  const message = useErrorMessage();
  const { draft, change, touch, problems, countries, methods, chosen, ways, paymentMethod, quote, place, submit } =
    useCheckout(known, acceptsWaiting);
  const [noteOpen, setNoteOpen] = useState(false);
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
  const wrong = Object.keys(problems).length;
  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      noValidate
      className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_25rem]"
    >
      <div className="grid content-start gap-12">
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
                  onBlur={() => touch("email")}
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
        </Step>

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

        <Step title={t("shipping.title")}>
          {methods.error && <Alert tone="danger">{message(methods.error)}</Alert>}
          {methods.data?.length === 0 && <Alert tone="warning">{t("shipping.none")}</Alert>}
          {methods.data ? (
            <RadioGroup legend={t("shipping.choose")} hideLegend>
              {methods.data.map((method) => (
                <RadioCard
                  key={method.code}
                  name="shippingMethod"
                  value={method.code}
                  checked={chosen?.code === method.code}
                  onChange={() => change({ shippingMethod: method.code })}
                  label={method.name}
                  description={
                    <>
                      {t("shipping.arrives", { dates: dates(method.from, method.to) })}
                      {method.description && <span className="block">{method.description}</span>}
                    </>
                  }
                  aside={method.price.minor === 0 ? t("shipping.free") : formatMoney(method.price, locale)}
                />
              ))}
            </RadioGroup>
          ) : (
            !methods.error && <Skeleton className="h-40" />
          )}
          {noteOpen || draft.note ? (
            <Field label={t("note.label")} required={false}>
              {(control) => (
                <Textarea
                  {...control}
                  name="note"
                  maxLength={500}
                  value={draft.note}
                  onChange={(event) => change({ note: event.target.value })}
                />
              )}
            </Field>
          ) : (
            <Button variant="link" className="w-fit" onClick={() => setNoteOpen(true)}>
              {t("note.add")}
            </Button>
          )}
        </Step>

        {ways.length > 1 && (
          <Step title={t("payment.title")}>
            <RadioGroup legend={t("payment.choose")} hideLegend>
              {ways.map((way) => (
                <RadioCard
                  key={way}
                  name="paymentMethod"
                  value={way}
                  checked={paymentMethod === way}
                  onChange={() => change({ paymentMethod: way })}
                  label={t(`payment.${way}`)}
                  description={t(`payment.${way}Hint`)}
                />
              ))}
            </RadioGroup>
          </Step>
        )}
      </div>

      <section
        aria-label={t("review.title")}
        className="grid h-fit content-start gap-6 bg-sunk p-6 max-lg:-mx-[clamp(1rem,4vw,4rem)] max-lg:px-[clamp(1rem,4vw,4rem)] lg:sticky lg:top-24"
      >
        <h2 className="display text-3xl">{t("review.title")}</h2>
        {summary({ quote: quote.data })}
        {quote.error && <Alert tone="danger">{message(quote.error)}</Alert>}
        <div className="grid gap-3 border-t border-line pt-5">
          <Checkbox
            name="terms"
            checked={draft.terms}
            aria-invalid={problems.terms ? true : undefined}
            aria-describedby={problems.terms ? "terms-error" : undefined}
            onChange={(event) => change({ terms: event.target.checked })}
            label={t.rich("terms.accept", {
              link: (text) => (
                <Link href="/terms" target="_blank" prefetch={false} className="underlined">
                  {text}
                </Link>
              ),
            })}
          />
          {problems.terms && (
            <p id="terms-error" className="text-[0.8125rem] font-medium text-danger">
              {t("errors.terms")}
            </p>
          )}
          <div role="alert" className="grid gap-2">
            {wrong > 1 && <p className="text-sm font-medium text-danger">{t("errors.summary", { count: wrong })}</p>}
            {place.error && <p className="text-sm font-medium text-danger">{message(place.error)}</p>}
          </div>
          <Button
            type="submit"
            variant="primary"
            size="lg"
            block
            busy={place.isPending || place.isSuccess}
            disabled={!quote.data}
            className="h-auto min-h-13 py-2 whitespace-normal"
          >
            {t("submit")}
          </Button>
          <p className="text-[0.8125rem] text-muted">
            {t(
              quote.data?.total.minor === 0
                ? "submitFree"
                : paymentMethod === "transfer"
                  ? "submitTransfer"
                  : "submitHint",
            )}
          </p>
          <p className="text-[0.8125rem] text-muted">
            {t.rich("terms.privacy", {
              link: (text) => (
                <Link href="/privacy" target="_blank" prefetch={false} className="underlined">
                  {text}
                </Link>
              ),
            })}
          </p>
        </div>
      </section>
    </form>
  );
}
