"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { cartScope, showAnswer } from "./cart-changes.ts";
import { useFragmentToken } from "./use-fragment-token.ts";

/** Where the mail about a basket leads: brings it to this browser and shows it. */
export function CartBack() {
  const t = useTranslations("consent.back");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const message = useErrorMessage();
  const token = useFragmentToken("rem");
  const restore = useMutation(
    trpc.shop.cart.restore.mutationOptions({
      scope: cartScope,
      onSuccess: async (cart) => {
        await showAnswer(client, trpc.shop.cart.get.queryKey(), cart);
        router.replace("/cart");
      },
    }),
  );
  const { mutate } = restore;
  useEffect(() => {
    if (token) mutate({ token });
  }, [token, mutate]);
  const code = wireError(restore.error)?.code;
  const invalid = token === null || code === "crm.reminder_link_invalid" || code === "bad_request";
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-5">
      <h1 className="display text-5xl">{t(invalid ? "invalidTitle" : "title")}</h1>
      {restore.error && !invalid ? (
        <Alert tone="danger">{message(restore.error)}</Alert>
      ) : (
        <p role="status" className="text-pretty">
          {t(invalid ? "invalidText" : "text")}
        </p>
      )}
      {invalid && <LinkButton href="/">{t("browse")}</LinkButton>}
    </div>
  );
}
