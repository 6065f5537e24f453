"use client";
import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Link, usePathname } from "#app/_i18n/navigation.ts";

/** The same page in the other language, query included. */
export function LanguageSwitch({ className, long }: { className?: string; long?: boolean }) {
  const t = useTranslations("common.language");
  const other = useLocale() === "fr" ? "en" : "fr";
  const pathname = usePathname();
  const [query, setQuery] = useState("");
  // The query is the browser's: reading it while rendering would take the page out of its static shell.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again on every page
  useEffect(() => setQuery(window.location.search), [pathname]);
  return (
    <Link
      href={`${pathname}${query}`}
      locale={other}
      lang={other}
      hrefLang={other}
      prefetch={false}
      onPointerDown={() => setQuery(window.location.search)}
      className={clsx("inline-flex h-9 min-w-9 items-center justify-center hover:underline", className)}
    >
      <span className={long ? undefined : "sr-only"}>{t("switch")}</span>
      {!long && <span aria-hidden>{other.toUpperCase()}</span>}
    </Link>
  );
}
