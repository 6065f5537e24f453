"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Button } from "#components/ui/button.tsx";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

/** Declining takes a reason, which whoever wrote the quote reads. */
export function DeclineButton({ id, number }: { id: string; number: string }) {
  const t = useTranslations("portal.quote");
  const router = useRouter();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const decline = useMutation(
    useTRPC().account.quotes.decline.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast({ title: t("declined") });
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button className="w-fit" disabled={!hydrated} onClick={() => setOpen(true)}>
        {t("decline")}
      </Button>
      <ReasonDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("declineTitle", { number })}
        reason={t("reason")}
        wrong={t("reasonWrong")}
        confirm={t("decline")}
        busy={decline.isPending}
        error={decline.error && message(decline.error)}
        onConfirm={(reason) => decline.mutate({ id, reason })}
      />
    </>
  );
}
