"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { useTRPCClient } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { newPasswordInput, passwordRules, triedPasswordInput } from "#server/modules/identity/contract.ts";
import { useLeave } from "./after-sign-in.ts";
import { LinkInvalid } from "./link-invalid.tsx";
import { useLinkToken } from "./link-token.ts";
import { PasswordField } from "./password-field.tsx";
import { openSession } from "./session-client.ts";

const schemas = {
  confirm: z.object({ password: triedPasswordInput }),
  reset: z.object({ password: newPasswordInput }),
} as const;

/**
 * Where the mails of a registration (`confirm`: type the password chosen before) and of a reset (`reset`: choose one) land.
 * Both end signed in.
 */
export function SetPasswordForm({ purpose }: { purpose: "confirm" | "reset" }) {
  const t = useTranslations(`auth.${purpose}`);
  const password = useTranslations("auth.password");
  const wrong = useTranslations("common.validation");
  const token = useLinkToken();
  const api = useTRPCClient();
  const leave = useLeave();
  const errorMessage = useErrorMessage();
  const [refusal, setRefusal] = useState<string>();
  const [invalid, setInvalid] = useState(false);
  const [busy, setBusy] = useState(false);
  const fields = useForm(schemas[purpose], (_, value) =>
    value ? password("short", { min: passwordRules.min }) : wrong("required"),
  );

  async function submit(data: { password: string }) {
    if (!token) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      const { email } =
        purpose === "confirm"
          ? await api.auth.confirmRegistration.mutate({ token, password: data.password })
          : await api.auth.resetPassword.mutate({ token, password: data.password });
      await openSession({ by: "password", email, password: data.password });
      await leave();
      return;
    } catch (error) {
      if (wireError(error)?.code === "identity.link_invalid") setInvalid(true);
      setRefusal(errorMessage(error));
    }
    setBusy(false);
  }

  if (token === null || invalid) return <LinkInvalid again={purpose === "confirm" ? "/register" : "/sign-in/forgot"} />;
  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-muted text-pretty">{t("text")}</p>
      {refusal && <Alert tone="danger">{refusal}</Alert>}
      <form {...fields.form(submit)} className="grid gap-5">
        <PasswordField
          label={t("password")}
          hint={purpose === "reset" ? password("hint", { min: passwordRules.min }) : undefined}
          error={fields.error("password")}
          autoComplete={purpose === "reset" ? "new-password" : "current-password"}
        />
        <Button type="submit" variant="primary" block busy={busy} disabled={!token}>
          {t("submit")}
        </Button>
      </form>
    </>
  );
}
