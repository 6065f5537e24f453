"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useFragmentToken } from "./use-fragment-token.ts";

/** Where the links of an alert's mails land: a person presses the button, a mail scanner that opens links does not. */
export function StockAlertLink({ action }: { action: "confirm" | "stop" }) {
  const t = useTranslations(`storefront.alert.${action}`);
  const link = useTranslations("storefront.alert");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const token = useFragmentToken("alr");
  const confirm = useMutation(trpc.shop.alerts.confirm.mutationOptions());
  const stop = useMutation(trpc.shop.alerts.stop.mutationOptions());
  const answer = action === "confirm" ? confirm : stop;
  const invalid =
    token === null || ["crm.alert_link_invalid", "bad_request"].includes(wireError(answer.error)?.code ?? "");
  const product = answer.data;
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-5">
      <h1 className="display text-5xl">{invalid ? link("invalidTitle") : product ? t("doneTitle") : t("title")}</h1>
      {invalid ? (
        <>
          <p className="text-pretty">{link("invalidText")}</p>
          <LinkButton href="/">{link("browse")}</LinkButton>
        </>
      ) : product ? (
        <>
          <p role="status" className="text-pretty">
            {t("doneText", { name: product.name })}
          </p>
          <LinkButton href={`/products/${product.slug}?sku=${encodeURIComponent(product.sku)}`}>
            {link("toProduct")}
          </LinkButton>
        </>
      ) : (
        <>
          <p className="text-muted text-pretty">{t("text")}</p>
          {answer.error && <Alert tone="danger">{message(answer.error)}</Alert>}
          <Button
            variant="primary"
            size="lg"
            busy={answer.isPending}
            disabled={!token}
            onClick={() => token && answer.mutate({ token })}
          >
            {t("submit")}
          </Button>
        </>
      )}
    </div>
  );
}
