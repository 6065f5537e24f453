"use client";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type CodeFieldProps = { error?: string; hint?: boolean; autoFocus?: boolean };

/** The code of an authenticator app; where `hint` says so, a recovery code does as well. */
export function CodeField({ error, hint, autoFocus }: CodeFieldProps) {
  const t = useTranslations("auth.code");
  return (
    <Field label={t("label")} hint={hint ? t("hint") : undefined} error={error}>
      {(control) => (
        <Input
          {...control}
          required
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          inputMode={hint ? "text" : "numeric"}
          maxLength={40}
          autoFocus={autoFocus}
          className="tabular-nums"
        />
      )}
    </Field>
  );
}
