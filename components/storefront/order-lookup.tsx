"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

/** Asks for a fresh link to an order. The answer never says whether such an order exists. */
export function OrderLookup() {
  const t = useTranslations("storefront.track");
  const common = useTranslations("common.validation");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [number, setNumber] = useState("");
  const [email, setEmail] = useState("");
  const [checked, setChecked] = useState(false);
  const lookup = useMutation(trpc.shop.order.lookup.mutationOptions());
  const wrong = {
    number: number.trim().length < 3 ? common("required") : undefined,
    email: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email.trim()) ? undefined : common("email"),
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setChecked(true);
    const first = wrong.number ? "number" : wrong.email ? "email" : null;
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else lookup.mutate({ number: number.trim(), email: email.trim() });
  };
  if (lookup.isSuccess) {
    return (
      <Alert tone="success" title={t("sentTitle")}>
        {t("sentText")}
      </Alert>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <fieldset disabled={!hydrated} className="contents">
        <Field label={t("number")} required hint={t("numberHint")} error={checked && wrong.number}>
          {(control) => (
            <Input
              {...control}
              name="number"
              autoComplete="off"
              autoCapitalize="characters"
              maxLength={40}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("email")} required error={checked && wrong.email}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              inputMode="email"
              autoComplete="email"
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        {lookup.error && <Alert tone="danger">{message(lookup.error)}</Alert>}
        <Button type="submit" variant="primary" size="lg" busy={lookup.isPending} className="w-fit">
          {t("send")}
        </Button>
      </fieldset>
    </form>
  );
}
