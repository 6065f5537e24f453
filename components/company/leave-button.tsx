"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";

/** Leaves a company for good; only an invitation leads back. */
export function LeaveButton({ companyId, userId }: { companyId: string; userId: string }) {
  const t = useTranslations("portal.company");
  const actions = useTranslations("common.actions");
  const router = useRouter();
  const queries = useQueryClient();
  const message = useErrorMessage();
  const leave = useMutation(
    useTRPC().account.companies.removeMember.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries();
        toast({ title: t("left") });
        router.refresh();
      },
      onError: (error) => toast({ title: message(error), tone: "danger" }),
    }),
  );
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="danger">{t("leave")}</Button>
      </DialogTrigger>
      <DialogContent title={t("leaveAsk")} description={t("leaveText")}>
        <DialogActions>
          <DialogClose asChild>
            <Button>{actions("cancel")}</Button>
          </DialogClose>
          <Button variant="danger" busy={leave.isPending} onClick={() => leave.mutate({ companyId, userId })}>
            {t("leave")}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}
