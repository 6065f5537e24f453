"use client";
import { useMutation } from "@tanstack/react-query";
import { BadgeCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PasswordField } from "#components/auth/password-field.tsx";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Profile } from "#server/modules/identity/contract.ts";
import { requestEmailChangeInput } from "#server/modules/identity/contract-security.ts";

/** The proven mailbox, and a form that proves another one. */
export function EmailForm({ me }: { me: Profile }) {
  const t = useTranslations("portal.profile");
  const wrong = useTranslations("common.validation");
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const [open, setOpen] = useState(false);
  const change = useMutation(
    useTRPC().account.security.changeEmail.mutationOptions({
      onError: (error) => {
        if (wireError(error)?.code === "identity.password_wrong") fields.fail("password", errorMessage(error));
      },
    }),
  );
  const fields = useForm(requestEmailChangeInput, (field, value) =>
    wrong(field === "email" && value ? "email" : "required"),
  );
  const failure = change.error && wireError(change.error)?.code !== "identity.password_wrong" ? change.error : null;
  return (
    <>
      <p className="grid gap-1">
        <span className="break-all">{me.email}</span>
        {me.emailVerified && (
          <span className="inline-flex items-center gap-1.5 text-sm text-success">
            <BadgeCheck aria-hidden className="size-4" />
            {t("verified")}
          </span>
        )}
      </p>
      {change.isSuccess ? (
        <Alert tone="success">{t("emailSent", { email: change.variables.email })}</Alert>
      ) : open ? (
        <form {...fields.form((data) => change.mutate(data))} className="grid gap-5">
          {failure && <Alert tone="danger">{errorMessage(failure)}</Alert>}
          <Field label={t("newEmail")} hint={t("newEmailHint")} error={fields.error("email")}>
            {(control) => (
              <Input {...control} required type="email" name="email" autoComplete="email" maxLength={254} autoFocus />
            )}
          </Field>
          {me.hasPassword && (
            <PasswordField label={t("current")} error={fields.error("password")} autoComplete="current-password" />
          )}
          <div>
            <Button type="submit" variant="solid" busy={change.isPending} disabled={!hydrated}>
              {t("sendEmailLink")}
            </Button>
          </div>
        </form>
      ) : (
        <div>
          <Button disabled={!hydrated} onClick={() => setOpen(true)}>
            {t("changeEmail")}
          </Button>
        </div>
      )}
    </>
  );
}
