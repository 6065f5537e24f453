"use client";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** The address somebody signs in with. */
export function EmailField({
  error,
  autoComplete = "username",
}: {
  error?: string;
  autoComplete?: "username" | "email";
}) {
  const t = useTranslations("auth");
  return (
    <Field label={t("email")} error={error}>
      {(control) => (
        <Input
          {...control}
          required
          name="email"
          type="email"
          inputMode="email"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
      )}
    </Field>
  );
}
