"use client";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { z } from "zod";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { emailInput } from "#server/kernel/email.ts";
import { newPasswordInput, passwordRules, personNameInput } from "#server/modules/identity/contract.ts";
import { EmailField } from "./email-field.tsx";
import { MailSent } from "./mail-sent.tsx";
import { PasswordField } from "./password-field.tsx";

const schema = z.object({ name: personNameInput, email: emailInput, password: newPasswordInput });

/** Opens an account; nothing exists until the mailbox is proven. */
export function RegisterForm() {
  const t = useTranslations("auth.register");
  const password = useTranslations("auth.password");
  const wrong = useTranslations("common.validation");
  const locale = useLocale();
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const register = useMutation(useTRPC().auth.register.mutationOptions());
  const fields = useForm(schema, (field, value) => {
    if (!value) return wrong("required");
    return field === "password"
      ? password("short", { min: passwordRules.min })
      : wrong(field === "email" ? "email" : "required");
  });
  if (register.isSuccess) {
    return <MailSent email={register.variables.email} kind="register" onBack={() => register.reset()} />;
  }
  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-muted">
        {t("known")}{" "}
        <Link href="/sign-in" className="underlined text-ink">
          {t("signIn")}
        </Link>
      </p>
      {register.error && <Alert tone="danger">{errorMessage(register.error)}</Alert>}
      <form {...fields.form((data) => register.mutate({ ...data, locale }))} className="grid gap-5">
        <Field label={t("name")} error={fields.error("name")}>
          {(control) => <Input {...control} required name="name" autoComplete="name" maxLength={120} />}
        </Field>
        <EmailField error={fields.error("email")} autoComplete="email" />
        <PasswordField
          label={t("password")}
          hint={password("hint", { min: passwordRules.min })}
          error={fields.error("password")}
          autoComplete="new-password"
        />
        <Button type="submit" variant="primary" block busy={register.isPending} disabled={!hydrated}>
          {t("submit")}
        </Button>
        <p className="text-sm text-muted text-pretty">{t("guest")}</p>
      </form>
    </>
  );
}
