"use client";

import { useTranslations } from "next-intl";
import { useEffect, useTransition } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** A page that broke: says so, gives the reference of the log, offers another try. The rail stays usable. */
export function BackofficeError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common.error");
  const router = useRouter();
  const [pending, start] = useTransition();
  useEffect(() => console.error(error), [error]);
  const again = () =>
    start(() => {
      router.refresh();
      reset();
    });
  return (
    <div role="alert">
      <EmptyState
        as="h1"
        className="[&_h1]:font-sans [&_h1]:text-base [&_h1]:font-semibold"
        title={t("title")}
        text={
          <>
            {t("text")}
            {error.digest && <span className="mt-2 block text-xs">{t("reference", { digest: error.digest })}</span>}
          </>
        }
        action={
          <Button variant="solid" busy={pending} onClick={again}>
            {t("retry")}
          </Button>
        }
      />
    </div>
  );
}
