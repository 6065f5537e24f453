"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useLeave } from "./after-sign-in.ts";
import { CodeField } from "./code-field.tsx";
import { LinkInvalid } from "./link-invalid.tsx";
import { useLinkToken } from "./link-token.ts";
import { openSession } from "./session-client.ts";
import { useCodeMessage } from "./use-code-message.ts";

/** Where the mailed link lands: a person presses the button, a mail scanner that opens links does not. */
export function LinkSignIn() {
  const t = useTranslations("auth.link");
  const token = useLinkToken();
  const leave = useLeave();
  const codeMessage = useCodeMessage();
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  if (token === null || refusal === "identity.link_invalid") return <LinkInvalid again="/sign-in" />;

  async function enter(second?: string) {
    if (!token) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      const code = await openSession({ by: "link", token, ...(second && { code: second }) });
      if (!code) {
        await leave();
        return;
      }
      if (code === "identity.code_needed") setNeedsCode(true);
      else setRefusal(code);
    } catch {
      setRefusal("network");
    }
    setBusy(false);
  }

  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-muted text-pretty">{t("text")}</p>
      {refusal && <Alert tone="danger">{codeMessage(refusal)}</Alert>}
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const second = new FormData(event.currentTarget).get("code");
          void enter(typeof second === "string" ? second : undefined);
        }}
      >
        {needsCode && <CodeField hint autoFocus />}
        <Button type="submit" variant="primary" block busy={busy} disabled={!token}>
          {t("submit")}
        </Button>
      </form>
    </>
  );
}
