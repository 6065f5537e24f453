"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";

type CancelOrderButtonProps = { number: string; version: number; paid: string };

/** Takes an order back before anything left the house; asks why, because the customer will. */
export function CancelOrderButton({ number, version, paid }: CancelOrderButtonProps) {
  const t = useTranslations("backoffice.cancelOrder");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const command = useCommand(trpc.admin.orders.cancel.mutationOptions(), {
    done: t("done", { number }),
    onDone: () => setOpen(false),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(!reason.trim());
    if (!reason.trim()) event.currentTarget.querySelector<HTMLElement>("textarea")?.focus();
    else command.run({ number, version, reason: reason.trim() });
  };
  return (
    <>
      <Button
        onClick={() => {
          command.clear();
          setOpen(true);
        }}
      >
        {t("open")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          onOpenAutoFocus={focusFirstField}
          title={t("title", { number })}
          description={paid === "unpaid" ? t("text") : t("textPaid")}
        >
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field label={t("reason")} required hint={t("hint")} error={missing ? t("missing") : undefined}>
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={300}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{t("keep")}</Button>
              </DialogClose>
              <Button type="submit" variant="danger" busy={command.busy}>
                {t("confirm")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
