"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type PasswordFieldProps = {
  name?: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  autoComplete: "current-password" | "new-password";
};

/** A password that can be looked at: fewer mistakes than typing it twice. */
export function PasswordField({ name = "password", label, hint, error, autoComplete }: PasswordFieldProps) {
  const t = useTranslations("auth.password");
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            required
            name={name}
            type={shown ? "text" : "password"}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            className="pr-12"
          />
          <Button
            variant="ghost"
            size="icon"
            className="absolute top-0 right-0"
            aria-pressed={shown}
            aria-label={t("show")}
            onClick={() => setShown((before) => !before)}
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </Button>
        </div>
      )}
    </Field>
  );
}
