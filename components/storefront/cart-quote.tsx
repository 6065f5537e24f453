"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { useWishlist } from "./use-wishlist.ts";

/** For whom the basket is bought, and asking for a price for it; nothing for guests. */
export function CartQuote() {
  const t = useTranslations("storefront.cart.quote");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const { signedIn } = useWishlist();
  const companies = useQuery(
    trpc.account.companies.list.queryOptions(undefined, { retry: false, enabled: signedIn === true }),
  );
  const ask = useMutation(trpc.account.quotes.ask.mutationOptions());
  if (!companies.data) return null;
  const active = companies.data.find((one) => one.active);
  const wrong = text.trim().length < 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) ask.mutate({ message: text.trim() });
  };
  return (
    <div className="mt-6 grid gap-3 border-t border-line pt-4">
      {active && (
        <p className="flex flex-wrap items-center gap-x-3">
          <span>{t("for", { name: active.name })}</span>
          <Link href="/account/company" className="underlined">
            {t("change")}
          </Link>
        </p>
      )}
      {ask.data ? (
        <Alert tone="success">
          <p>{t("sent", { number: ask.data.number })}</p>
          <Link href={`/account/quotes/${ask.data.id}`} className="underlined mt-2 w-fit">
            {t("see")}
          </Link>
        </Alert>
      ) : (
        <details>
          <summary className="min-h-8 w-fit cursor-pointer font-medium">{t("ask")}</summary>
          <form onSubmit={submit} noValidate className="mt-3 grid gap-3">
            <p className="text-sm text-muted text-pretty">{t("text")}</p>
            {ask.error && <Alert tone="danger">{message(ask.error)}</Alert>}
            <Field
              label={t("message")}
              required
              hint={t("messageHint")}
              error={tried && wrong ? t("messageWrong") : undefined}
            >
              {(control) => (
                <Textarea
                  {...control}
                  name="message"
                  maxLength={2_000}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
            <Button type="submit" className="w-fit" busy={ask.isPending}>
              {t("send")}
            </Button>
          </form>
        </details>
      )}
    </div>
  );
}
