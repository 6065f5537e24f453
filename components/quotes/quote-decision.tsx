"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Link, useRouter } from "#app/_i18n/navigation.ts";
import { useAmount } from "#components/company/use-amount.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { QuoteDetail } from "#server/modules/quotes/contract.ts";
import type { AddressInput } from "#server/modules/sales/contract.ts";

export type QuoteAddress = { id: string; label: string; address: AddressInput };
type DecisionProps = {
  quote: QuoteDetail;
  addresses: readonly QuoteAddress[];
  ways: readonly ("online" | "transfer" | "account")[];
};

/** Accepting a quote: where it goes, how it is paid, and the full price before the button. */
export function QuoteDecision({ quote, addresses, ways }: DecisionProps) {
  const t = useTranslations("portal.quote");
  const trpc = useTRPC();
  const router = useRouter();
  const amount = useAmount();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [addressId, setAddressId] = useState(addresses[0]?.id ?? "");
  const [way, setWay] = useState(ways.find((one) => one !== "account") ?? ways[0] ?? "online");
  const [reference, setReference] = useState("");
  const [terms, setTerms] = useState(false);
  const [tried, setTried] = useState(false);
  const chosen = addresses.find((one) => one.id === addressId)?.address;
  const price = useQuery(
    trpc.account.quotes.price.queryOptions(
      { id: quote.id, country: chosen?.country ?? "FR" },
      { retry: false, enabled: chosen !== undefined },
    ),
  );
  const refused = (error: unknown) => {
    const code = wireError(error)?.code;
    if (code === "quotes.quote_closed" || code === "companies.credit_exceeded") router.refresh();
    if (code === "sales.prices_changed") void price.refetch();
  };
  const accept = useMutation(
    trpc.account.quotes.accept.mutationOptions({
      onSuccess: ({ payUrl }) => window.location.assign(payUrl),
      onError: refused,
    }),
  );
  const ask = useMutation(
    trpc.account.quotes.askApproval.mutationOptions({
      onSuccess: () => {
        toast({ title: t("asked") });
        router.refresh();
      },
      onError: refused,
    }),
  );
  if (!chosen) {
    return (
      <Alert tone="info">
        <p>{t("noAddress")}</p>
        <Link href="/account/addresses" className="underlined mt-2 w-fit">
          {t("addAddress")}
        </Link>
      </Alert>
    );
  }
  const input = {
    ...{ id: quote.id, delivery: chosen, billing: null, paymentMethod: way, acceptTerms: true as const },
    ...(reference.trim() && { reference: reference.trim() }),
    signature: price.data?.signature ?? "",
  };
  const overLimit = wireError(accept.error)?.code === "companies.approval_needed";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!terms || !price.data) return;
    if (overLimit) ask.mutate(input);
    else accept.mutate(input);
  };
  const error = ask.error ?? accept.error ?? price.error;
  return (
    <form onSubmit={submit} noValidate className="grid max-w-xl gap-6">
      <fieldset disabled={!hydrated} className="contents">
        <RadioGroup legend={t("deliverTo")}>
          {addresses.map(({ id, label, address }) => (
            <RadioCard
              key={id}
              name="address"
              value={id}
              checked={id === addressId}
              onChange={() => setAddressId(id)}
              label={label}
              description={[address.recipient, address.line1, `${address.postcode} ${address.city}`].join(", ")}
            />
          ))}
        </RadioGroup>
        {ways.length > 1 && (
          <RadioGroup legend={t("payBy")}>
            {ways.map((one) => (
              <RadioCard
                key={one}
                name="way"
                value={one}
                checked={one === way}
                onChange={() => setWay(one)}
                label={t(`ways.${one}`)}
                description={one === "account" ? t("accountHint") : undefined}
              />
            ))}
          </RadioGroup>
        )}
        {quote.partner.company && (
          <Field label={t("reference")} required={false} hint={t("referenceHint")}>
            {(control) => (
              <Input
                {...control}
                name="reference"
                maxLength={60}
                value={reference}
                onChange={(event) => setReference(event.target.value)}
              />
            )}
          </Field>
        )}
        <Checkbox
          name="terms"
          checked={terms}
          onChange={(event) => setTerms(event.target.checked)}
          label={t.rich("acceptTerms", {
            link: (chunks) => (
              <Link href="/terms" className="underlined">
                {chunks}
              </Link>
            ),
          })}
        />
        {tried && !terms && <Alert tone="danger">{t("termsMissing")}</Alert>}
        {error && <Alert tone={overLimit && !ask.error ? "warning" : "danger"}>{message(error)}</Alert>}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="h-auto min-h-13 py-2 text-balance whitespace-normal"
          disabled={!price.data}
          busy={accept.isPending || accept.isSuccess || ask.isPending}
        >
          {overLimit ? t("askApproval") : t("accept", { amount: price.data ? amount(price.data.total) : "" })}
        </Button>
      </fieldset>
    </form>
  );
}
