"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";

/** After the order: an account in one click. The link goes to the order's address, which nobody has proven yet. */
export function OfferAccount({ token, email }: { token: string; email: string }) {
  const t = useTranslations("checkout.return");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const offer = useMutation(trpc.shop.order.offerAccount.mutationOptions());
  return (
    <section className="grid w-full justify-items-start gap-3 border-t border-line pt-6">
      <h2 className="font-display text-2xl">{t("accountTitle")}</h2>
      <p role="status" className={offer.isSuccess ? "text-pretty" : "text-pretty text-muted"}>
        {t(offer.isSuccess ? "accountSent" : "accountText", { email })}
      </p>
      {offer.error && <Alert tone="danger">{message(offer.error)}</Alert>}
      {!offer.isSuccess && (
        <Button busy={offer.isPending} onClick={() => offer.mutate({ token })}>
          {t("account")}
        </Button>
      )}
    </section>
  );
}
