"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { requestResetInput } from "#server/modules/identity/contract.ts";
import { EmailField } from "./email-field.tsx";
import { MailSent } from "./mail-sent.tsx";

/** Mails a link that sets a password. */
export function ForgotForm() {
  const t = useTranslations("auth.forgot");
  const wrong = useTranslations("common.validation");
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const ask = useMutation(useTRPC().auth.requestPasswordReset.mutationOptions());
  const fields = useForm(requestResetInput, (_, value) => wrong(value ? "email" : "required"));
  if (ask.isSuccess) return <MailSent email={ask.variables.email} kind="reset" onBack={() => ask.reset()} />;
  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-muted text-pretty">{t("text")}</p>
      {ask.error && <Alert tone="danger">{errorMessage(ask.error)}</Alert>}
      <form {...fields.form((data) => ask.mutate(data))} className="grid gap-5">
        <EmailField error={fields.error("email")} />
        <Button type="submit" variant="primary" block busy={ask.isPending} disabled={!hydrated}>
          {t("submit")}
        </Button>
        <p className="text-sm">
          <Link href="/sign-in" className="underlined text-muted hover:text-ink">
            {t("back")}
          </Link>
        </p>
      </form>
    </>
  );
}
