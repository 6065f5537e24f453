"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { PasswordField } from "#components/auth/password-field.tsx";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { locales } from "#server/kernel/locales.ts";
import type { MailChoices as Choices } from "#server/modules/crm/contract.ts";
import {
  changePasswordInput,
  type Profile,
  passwordRules,
  updateProfileInput,
} from "#server/modules/identity/contract.ts";
import { EmailForm } from "./email-form.tsx";
import { MailChoices } from "./mail-choices.tsx";
import { ProfileSection } from "./profile-section.tsx";

function PersonForm({ me }: { me: Profile }) {
  const t = useTranslations("portal.profile");
  const wrong = useTranslations("common.validation");
  const language = useTranslations("common.language");
  const hydrated = useHydrated();
  const router = useRouter();
  const errorMessage = useErrorMessage();
  const update = useMutation(
    useTRPC().account.profile.update.mutationOptions({
      onSuccess: () => {
        toast({ title: t("saved") });
        router.refresh();
      },
    }),
  );
  const fields = useForm(updateProfileInput, () => wrong("required"));
  return (
    <form {...fields.form((data) => update.mutate(data))} className="grid gap-5">
      {update.error && <Alert tone="danger">{errorMessage(update.error)}</Alert>}
      <Field label={t("name")} error={fields.error("name")}>
        {(control) => (
          <Input {...control} required name="name" defaultValue={me.name} autoComplete="name" maxLength={120} />
        )}
      </Field>
      <Field label={t("phone")} hint={t("phoneHint")} error={fields.error("phone")}>
        {(control) => (
          <Input {...control} name="phone" type="tel" defaultValue={me.phone ?? ""} autoComplete="tel" maxLength={30} />
        )}
      </Field>
      <Field label={t("language")} hint={t("languageHint")}>
        {(control) => (
          <Select {...control} name="locale" defaultValue={me.locale}>
            {locales.map((locale) => (
              <option key={locale} value={locale}>
                {language(locale)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div>
        <Button type="submit" variant="solid" busy={update.isPending} disabled={!hydrated}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

function PasswordForm({ me }: { me: Profile }) {
  const t = useTranslations("portal.profile");
  const rules = useTranslations("auth.password");
  const wrong = useTranslations("common.validation");
  const hydrated = useHydrated();
  const router = useRouter();
  const errorMessage = useErrorMessage();
  // A new form after each success: nobody's password stays in a field.
  const [round, setRound] = useState(0);
  const change = useMutation(useTRPC().account.profile.changePassword.mutationOptions());
  const fields = useForm(changePasswordInput, (field, value) =>
    field === "next" && value ? rules("short", { min: passwordRules.min }) : wrong("required"),
  );
  async function submit(data: { current?: string; next: string }) {
    try {
      await change.mutateAsync(data);
      setRound((before) => before + 1);
      toast({ title: t("passwordChanged") });
      router.refresh();
    } catch (error) {
      if (wireError(error)?.code === "identity.password_wrong") fields.fail("current", errorMessage(error));
    }
  }
  const failure = change.error && wireError(change.error)?.code !== "identity.password_wrong" ? change.error : null;
  return (
    <form key={round} {...fields.form(submit)} className="grid gap-5">
      {failure && <Alert tone="danger">{errorMessage(failure)}</Alert>}
      <input type="hidden" autoComplete="username" value={me.email} readOnly />
      {me.hasPassword && (
        <PasswordField
          name="current"
          label={t("current")}
          error={fields.error("current")}
          autoComplete="current-password"
        />
      )}
      <PasswordField
        name="next"
        label={t("next")}
        hint={rules("hint", { min: passwordRules.min })}
        error={fields.error("next")}
        autoComplete="new-password"
      />
      <div>
        <Button type="submit" variant="solid" busy={change.isPending} disabled={!hydrated}>
          {t(me.hasPassword ? "changePassword" : "setPassword")}
        </Button>
      </div>
    </form>
  );
}

/** Name and language, the proven mailbox, the password, and what one hears by mail. */
export function ProfileForms({ me, mails }: { me: Profile; mails: Choices }) {
  const heading = useTranslations("portal.mails");
  const t = useTranslations("portal.profile");
  return (
    <div className="grid">
      <ProfileSection title={t("person")} text={t("personText")}>
        <PersonForm me={me} />
      </ProfileSection>
      <ProfileSection title={t("email")} text={t("emailText")}>
        <EmailForm me={me} />
      </ProfileSection>
      <ProfileSection title={t("password")} text={t(me.hasPassword ? "passwordText" : "noPasswordText")}>
        <PasswordForm me={me} />
      </ProfileSection>
      <ProfileSection title={heading("title")} text={heading("text")}>
        <MailChoices choices={mails} />
      </ProfileSection>
    </div>
  );
}
