"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { z } from "zod";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { emailInput } from "#server/kernel/email.ts";
import { triedPasswordInput } from "#server/modules/identity/contract.ts";
import { useLeave } from "./after-sign-in.ts";
import { CodeField } from "./code-field.tsx";
import { EmailField } from "./email-field.tsx";
import { MailSent } from "./mail-sent.tsx";
import { PasswordField } from "./password-field.tsx";
import { openSession } from "./session-client.ts";
import { useCodeMessage } from "./use-code-message.ts";

const schema = z.object({ email: emailInput, password: triedPasswordInput, code: z.string().max(40).optional() });

/** Signs in by password, or mails a link to the address in the same field. */
export function SignInForm() {
  const t = useTranslations("auth.signIn");
  const wrong = useTranslations("common.validation");
  const api = useTRPC();
  const hydrated = useHydrated();
  const leave = useLeave();
  const codeMessage = useCodeMessage();
  const errorMessage = useErrorMessage();
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  const link = useMutation(api.auth.requestLink.mutationOptions());
  const fields = useForm(schema, (field, value) => wrong(field === "email" && value ? "email" : "required"));

  async function signIn({ email, password, code: second }: z.output<typeof schema>) {
    setBusy(true);
    setRefusal(undefined);
    try {
      const code = await openSession({ by: "password", email, password, ...(second && { code: second }) });
      if (!code) {
        await leave();
        return;
      }
      if (code === "identity.code_needed") setNeedsCode(true);
      else setRefusal(codeMessage(code));
    } catch {
      setRefusal(codeMessage("network"));
    }
    setBusy(false);
  }

  function mailLink() {
    const box = form.current?.elements.namedItem("email");
    if (!(box instanceof HTMLInputElement)) return;
    const email = emailInput.safeParse(box.value);
    setRefusal(undefined);
    if (!email.success) {
      fields.fail("email", wrong(box.value ? "email" : "required"));
      box.focus();
      return;
    }
    const callbackUrl = new URLSearchParams(window.location.search).get("callbackUrl")?.slice(0, 500);
    link.mutate({ email: email.data, ...(callbackUrl ? { callbackUrl } : {}) });
  }

  if (link.isSuccess) return <MailSent email={link.variables.email} kind="link" onBack={() => link.reset()} />;
  const said = refusal ?? (link.error ? errorMessage(link.error) : undefined);
  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-muted">
        {t("new")}{" "}
        <Link href="/register" className="underlined text-ink">
          {t("register")}
        </Link>
      </p>
      {said && <Alert tone="danger">{said}</Alert>}
      <form ref={form} {...fields.form(signIn)} className="grid gap-5">
        <EmailField error={fields.error("email")} />
        <PasswordField label={t("password")} error={fields.error("password")} autoComplete="current-password" />
        {needsCode && <CodeField hint autoFocus error={fields.error("code")} />}
        <Button type="submit" variant="primary" block busy={busy} disabled={!hydrated}>
          {t("submit")}
        </Button>
        <p className="text-sm">
          <Link href="/sign-in/forgot" className="underlined text-muted hover:text-ink">
            {t("forgot")}
          </Link>
        </p>
        <div className="grid gap-2 border-t border-line pt-5">
          <p className="text-sm text-muted text-pretty">{t("linkText")}</p>
          <Button block busy={link.isPending} disabled={!hydrated} onClick={mailLink}>
            {t("link")}
          </Button>
        </div>
      </form>
    </>
  );
}
