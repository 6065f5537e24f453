"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; retry?: () => void; reset: () => void };

/** A defect of ours, in the reader's language, with the reference that the log has too. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("common.error");
  useEffect(() => console.error(error), [error]);
  return (
    <EmptyState
      as="h1"
      className="py-28"
      title={t("title")}
      text={
        <>
          {t("text")}
          {error.digest && (
            <span className="tabular mt-2 block text-sm">{t("reference", { digest: error.digest })}</span>
          )}
        </>
      }
      action={
        <button type="button" className={buttonStyle({ variant: "primary" })} onClick={reset}>
          {t("retry")}
        </button>
      }
    />
  );
}
