"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Approval } from "#server/modules/companies/contract.ts";

/** Refusing takes a reason, which the buyer is mailed. */
export function RefuseDialog({ approval, open, onClose }: { approval: Approval; open: boolean; onClose: () => void }) {
  const t = useTranslations("portal.company.approvals");
  const actions = useTranslations("common.actions");
  const router = useRouter();
  const message = useErrorMessage();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const refuse = useMutation(
    useTRPC().account.approvals.refuse.mutationOptions({
      onSuccess: () => {
        onClose();
        toast({ title: t("refused") });
        router.refresh();
      },
    }),
  );
  const wrong = reason.trim().length < 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) refuse.mutate({ id: approval.id, reason: reason.trim() });
  };
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent title={t("refuseTitle", { name: approval.askedBy })}>
        <form onSubmit={submit} noValidate className="grid gap-4">
          {refuse.error && <Alert tone="danger">{message(refuse.error)}</Alert>}
          <Field
            label={t("reason")}
            required
            hint={t("reasonHint")}
            error={tried && wrong ? t("reasonWrong") : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                name="reason"
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <DialogActions>
            <DialogClose asChild>
              <Button>{actions("cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={refuse.isPending}>
              {t("refuse")}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
