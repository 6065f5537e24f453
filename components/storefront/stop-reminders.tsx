"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useFragmentToken } from "./use-fragment-token.ts";

/** Where the stop link of a basket's mail lands: a person presses the button, a mail scanner that opens links does not. */
export function StopReminders() {
  const t = useTranslations("consent.stop");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const token = useFragmentToken("rem");
  const stop = useMutation(trpc.shop.cart.stopReminders.mutationOptions());
  const code = wireError(stop.error)?.code;
  const invalid = token === null || code === "crm.reminder_link_invalid" || code === "bad_request";
  const state = invalid ? "invalid" : stop.isSuccess ? "done" : null;
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-5">
      <h1 className="display text-5xl">{t(state ? `${state}Title` : "title")}</h1>
      <p role="status" className="text-pretty">
        {t(state ? `${state}Text` : "text")}
      </p>
      {stop.error && !invalid && <Alert tone="danger">{message(stop.error)}</Alert>}
      {state ? (
        <LinkButton href="/">{t("browse")}</LinkButton>
      ) : (
        <Button
          variant="primary"
          size="lg"
          busy={stop.isPending}
          disabled={!token}
          onClick={() => token && stop.mutate({ token })}
        >
          {t("submit")}
        </Button>
      )}
    </div>
  );
}
