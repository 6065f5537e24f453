"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Approval } from "#server/modules/companies/contract.ts";

/** Refusing takes a reason, which the buyer is mailed. */
export function RefuseDialog({ approval, open, onClose }: { approval: Approval; open: boolean; onClose: () => void }) {
  const t = useTranslations("portal.company.approvals");
  const router = useRouter();
  const message = useErrorMessage();
  const refuse = useMutation(
    useTRPC().account.approvals.refuse.mutationOptions({
      onSuccess: () => {
        onClose();
        toast({ title: t("refused") });
        router.refresh();
      },
    }),
  );
  return (
    <ReasonDialog
      open={open}
      onClose={onClose}
      title={t("refuseTitle", { name: approval.askedBy })}
      reason={t("reason")}
      hint={t("reasonHint")}
      wrong={t("reasonWrong")}
      confirm={t("refuse")}
      busy={refuse.isPending}
      error={refuse.error && message(refuse.error)}
      onConfirm={(reason) => refuse.mutate({ id: approval.id, reason })}
    />
  );
}
