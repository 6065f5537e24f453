"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { LinkInvalid } from "./link-invalid.tsx";
import { useLinkToken } from "./link-token.ts";

/** Where the mails of a change of address land: to confirm it in the new mailbox, to take it back in the old one. */
export function EmailLink({ purpose }: { purpose: "emailChange" | "emailUndo" }) {
  const t = useTranslations(`auth.${purpose}`);
  const token = useLinkToken();
  const api = useTRPCClient();
  const errorMessage = useErrorMessage();
  const [email, setEmail] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  if (!email && (token === null || wireError(failure)?.code === "identity.link_invalid")) {
    return <LinkInvalid again="/account/profile" />;
  }

  async function press() {
    if (!token) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const ask = purpose === "emailChange" ? api.auth.confirmEmailChange : api.auth.undoEmailChange;
      setEmail((await ask.mutate({ token })).email);
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  }

  if (email) {
    return (
      <>
        <h1 className="display text-5xl">{t("doneTitle")}</h1>
        <p className="break-words text-pretty" role="status">
          {t("done", { email })}
        </p>
        <div>
          <LinkButton href={purpose === "emailChange" ? "/account/profile" : "/sign-in"} variant="primary">
            {t("go")}
          </LinkButton>
        </div>
      </>
    );
  }
  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-muted text-pretty">{t("text")}</p>
      {failure !== undefined && <Alert tone="danger">{errorMessage(failure)}</Alert>}
      <Button variant="primary" block busy={busy} disabled={!token} onClick={press}>
        {t("submit")}
      </Button>
    </>
  );
}
