"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { LinkInvalid } from "./link-invalid.tsx";
import { useLinkToken } from "./link-token.ts";

/** Where the mail of an erasure lands: the last question before it. */
export function ErasureLink() {
  const t = useTranslations("auth.erasure");
  const token = useLinkToken();
  const errorMessage = useErrorMessage();
  const erase = useMutation(useTRPC().auth.confirmErasure.mutationOptions());
  if (erase.isSuccess) {
    return (
      <>
        <h1 className="display text-5xl">{t("doneTitle")}</h1>
        <p className="text-pretty" role="status">
          {t("done")}
        </p>
        <div>
          <LinkButton href="/" variant="primary">
            {t("go")}
          </LinkButton>
        </div>
      </>
    );
  }
  if (token === null || wireError(erase.error)?.code === "identity.link_invalid") {
    return <LinkInvalid again="/account/privacy" />;
  }
  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-pretty">{t("text")}</p>
      <p className="text-sm text-muted text-pretty">{t("kept")}</p>
      {erase.error && <Alert tone="danger">{errorMessage(erase.error)}</Alert>}
      <Button
        variant="danger"
        block
        busy={erase.isPending}
        disabled={!token}
        onClick={() => token && erase.mutate({ token })}
      >
        {t("submit")}
      </Button>
    </>
  );
}
