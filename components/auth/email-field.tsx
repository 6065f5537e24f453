"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type EmailFieldProps = { error?: string; autoComplete?: "username" | "email" };

/** The address somebody signs in with; `?email=` fills it in (from an order's page, say). */
export function EmailField({ error, autoComplete = "username" }: EmailFieldProps) {
  const t = useTranslations("auth");
  const box = useRef<HTMLInputElement>(null);
  // Read in the browser: the page itself stays the same for everybody, and static.
  useEffect(() => {
    const given = new URLSearchParams(window.location.search).get("email");
    // Whoever is already in the box is about to type.
    if (!given || !box.current || box.current.value || box.current === document.activeElement) return;
    box.current.value = given.slice(0, 254);
  }, []);
  return (
    <Field label={t("email")} error={error}>
      {(control) => (
        <Input
          {...control}
          ref={box}
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
