"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";

/** Orders placed as a guest with this very address wait to be taken into the account. */
export function ClaimBanner({ count, email }: { count: number; email: string }) {
  const t = useTranslations("portal.claim");
  const router = useRouter();
  const errorMessage = useErrorMessage();
  const claim = useMutation(
    useTRPC().account.profile.claimOrders.mutationOptions({
      onSuccess: ({ claimed }) => {
        toast({ title: t("done", { count: claimed }) });
        router.refresh();
      },
      onError: (error) => toast({ title: errorMessage(error), tone: "danger" }),
    }),
  );
  if (count === 0) return null;
  return (
    <section
      aria-label={t("label")}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-sheet bg-sunk p-5"
    >
      <p className="max-w-[52ch] text-pretty">{t("text", { count, email })}</p>
      <Button variant="primary" busy={claim.isPending || claim.isSuccess} onClick={() => claim.mutate()}>
        {t("submit", { count })}
      </Button>
    </section>
  );
}
