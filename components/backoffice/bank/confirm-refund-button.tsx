"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { TransferRefund } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";

/** A transfer goes back by hand: whoever sent it says when. Only then is it refunded in the books. */
export function ConfirmRefundButton({ refund }: { refund: TransferRefund }) {
  const t = useTranslations("backoffice.bank");
  const locale = useLocale();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [paidOn, setPaidOn] = useState("");
  const [missing, setMissing] = useState(false);
  const amount = formatMoney(refund.amount, locale);
  const command = useCommand(trpc.admin.bank.confirmRefund.mutationOptions(), {
    done: t("refundDone", { amount }),
    onDone: () => setOpen(false),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(!paidOn);
    if (!paidOn) event.currentTarget.querySelector<HTMLElement>("input")?.focus();
    else command.run({ refundId: refund.id, paidOn });
  };
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          command.clear();
          setPaidOn(new Date().toISOString().slice(0, 10));
          setOpen(true);
        }}
      >
        {t("refundPaid")}
        <span className="sr-only"> {refund.orderNumber}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          onOpenAutoFocus={focusFirstField}
          title={t("refundTitle", { amount, number: refund.orderNumber })}
          description={t("refundText")}
        >
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field label={t("paidOn")} required error={missing ? t("paidOnMissing") : undefined}>
              {(control) => (
                <Input {...control} type="date" value={paidOn} onChange={(event) => setPaidOn(event.target.value)} />
              )}
            </Field>
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{t("keep")}</Button>
              </DialogClose>
              <Button type="submit" variant="solid" busy={command.busy}>
                {t("refundConfirm")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
