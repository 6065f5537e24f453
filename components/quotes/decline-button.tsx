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
import { useHydrated } from "#components/ui/use-form.ts";

/** Declining takes a reason, which whoever wrote the quote reads. */
export function DeclineButton({ id, number }: { id: string; number: string }) {
  const t = useTranslations("portal.quote");
  const actions = useTranslations("common.actions");
  const router = useRouter();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const decline = useMutation(
    useTRPC().account.quotes.decline.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast({ title: t("declined") });
        router.refresh();
      },
    }),
  );
  const wrong = reason.trim().length < 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) decline.mutate({ id, reason: reason.trim() });
  };
  return (
    <>
      <Button className="w-fit" disabled={!hydrated} onClick={() => setOpen(true)}>
        {t("decline")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("declineTitle", { number })}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            {decline.error && <Alert tone="danger">{message(decline.error)}</Alert>}
            <Field label={t("reason")} required error={tried && wrong ? t("reasonWrong") : undefined}>
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
              <Button type="submit" variant="danger" busy={decline.isPending}>
                {t("decline")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
