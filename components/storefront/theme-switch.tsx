"use client";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { applyTheme, readTheme, type Theme } from "./theme.ts";

/** Light, dark, or as the device says. */
export function ThemeSwitch({ className }: { className?: string }) {
  const t = useTranslations("common.theme");
  const id = useId();
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => setTheme(readTheme()), []);
  return (
    <div className={className}>
      <label htmlFor={id} className="sr-only">
        {t("label")}
      </label>
      <Select
        id={id}
        value={theme}
        disabled={!useHydrated()}
        onChange={(event) => {
          const next = event.target.value as Theme;
          applyTheme(next);
          setTheme(next);
        }}
      >
        {(["system", "light", "dark"] as const).map((value) => (
          <option key={value} value={value}>
            {t(value)}
          </option>
        ))}
      </Select>
    </div>
  );
}
