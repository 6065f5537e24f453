"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

/** The button that accepts an invitation. Opening the page alone joins nothing: mail scanners open links too. */
export function JoinCompany({ token }: { token: string }) {
  const t = useTranslations("portal.company");
  const router = useRouter();
  const queries = useQueryClient();
  const hydrated = useHydrated();
  const message = useErrorMessage();
  const join = useMutation(
    useTRPC().account.companies.join.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries();
        router.replace("/account/company");
      },
    }),
  );
  return (
    <div className="grid justify-items-start gap-4">
      {join.error && <Alert tone="danger">{message(join.error)}</Alert>}
      <Button
        variant="primary"
        disabled={!hydrated}
        busy={join.isPending || join.isSuccess}
        onClick={() => join.mutate({ token })}
      >
        {t("join.button")}
      </Button>
    </div>
  );
}
