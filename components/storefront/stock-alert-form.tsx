"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Providers } from "#components/trpc/providers.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type StockAlertFormProps = { slug: string; variantId: string };

/**
 * Asks to be told when a sold-out variant may be ordered again. One for each variant: give it `key={variantId}`. Brings the
 * API along: it is loaded only where something is sold out.
 */
export const StockAlertForm = (props: StockAlertFormProps) => (
  <Providers>
    <Form {...props} />
  </Providers>
);

function Form({ slug, variantId }: StockAlertFormProps) {
  const t = useTranslations("storefront.alert");
  const validation = useTranslations("common.validation");
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useErrorMessage();
  const mine = useQuery(trpc.shop.alerts.mine.queryOptions({ slug }, { staleTime: 60_000 }));
  const [typed, setTyped] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const ask = useMutation(
    trpc.shop.alerts.ask.mutationOptions({
      onSuccess: () => void client.invalidateQueries(trpc.shop.alerts.mine.queryFilter({ slug })),
    }),
  );
  const email = typed ?? mine.data?.email ?? "";
  const wrong = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email.trim()) ? undefined : validation("email");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setChecked(true);
    if (wrong) event.currentTarget.querySelector("input")?.focus();
    else ask.mutate({ variantId, email: email.trim() });
  };
  if (ask.data?.state === "confirm") {
    return (
      <Alert tone="success" title={t("confirmSent")}>
        {t("confirmSentText", { email: email.trim() })}
      </Alert>
    );
  }
  if (ask.data || mine.data?.variantIds.includes(variantId)) {
    return (
      <Alert tone="success" title={t("waiting")}>
        {t("waitingText", { email: mine.data?.email ?? email.trim() })}
      </Alert>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 border-t border-line pt-4" data-testid="stock-alert">
      <h2 className="font-medium">{t("title")}</h2>
      <Field label={t("email")} required hint={t("hint")} error={checked && wrong}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            value={email}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {ask.error && <Alert tone="danger">{message(ask.error)}</Alert>}
      <Button type="submit" busy={ask.isPending} block>
        {t("submit")}
      </Button>
    </form>
  );
}
