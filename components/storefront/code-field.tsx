"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type CodeFieldProps = {
  /** What opens it. */
  open: string;
  label: string;
  name: string;
  wrong: string | null;
  busy: boolean;
  onApply: (code: string) => void;
};

/** A code to type, folded away: an open field sends shoppers off to hunt for codes. No form of its own, to stand in one. */
export function CodeField({ open, label, name, wrong, busy, onApply }: CodeFieldProps) {
  const t = useTranslations("storefront.cart.coupon");
  const input = useRef<HTMLInputElement>(null);
  const apply = () => onApply(input.current?.value.trim().toUpperCase() ?? "");
  return (
    <details className="mt-4 text-sm">
      <summary className="underlined w-fit min-h-6 cursor-pointer">{open}</summary>
      <div className="mt-3 flex items-start gap-2">
        <Field label={label} hideLabel error={wrong} className="grow">
          {(control) => (
            <Input
              {...control}
              ref={input}
              name={name}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              placeholder={label}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                apply();
              }}
            />
          )}
        </Field>
        <Button type="button" variant="secondary" busy={busy} onClick={apply}>
          {t("apply")}
        </Button>
      </div>
    </details>
  );
}
