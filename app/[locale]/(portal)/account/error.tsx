"use client";
import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function PortalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common.error");
  return (
    <EmptyState
      as="h1"
      icon={<CloudOff aria-hidden />}
      title={t("title")}
      text={
        <>
          {t("text")}
          {error.digest && <span className="mt-2 block text-sm">{t("reference", { digest: error.digest })}</span>}
        </>
      }
      action={<Button onClick={reset}>{t("retry")}</Button>}
    />
  );
}
