"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { majorText, readMajor } from "../shared/major.ts";
import { useCommand } from "../shared/use-command.ts";

type RefundButtonProps = { paymentId: string; refundable: Money; orderNumber: string };

/** Gives money back: all that is left or a part, with the reason that the timeline and the accountant will read. */
export function RefundButton({ paymentId, refundable, orderNumber }: RefundButtonProps) {
  const t = useTranslations("backoffice.money");
  const locale = useLocale();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<{ amount?: string; reason?: string }>({});
  // One key per opening of the form: pressing twice, or again after a lost answer, refunds once.
  const [key, setKey] = useState("");
  const command = useCommand(trpc.admin.payments.refund.mutationOptions(), {
    done: t("refundDone"),
    onDone: () => setOpen(false),
  });

  const show = () => {
    setAmount(majorText(refundable));
    setReason("");
    setWrong({});
    setKey(crypto.randomUUID());
    command.clear();
    setOpen(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = readMajor(amount, refundable.currency);
    const next = {
      amount:
        !value || value.minor <= 0
          ? t("amountInvalid")
          : value.minor > refundable.minor
            ? t("amountTooHigh", { max: formatMoney(refundable, locale) })
            : undefined,
      reason: reason.trim() ? undefined : t("reasonMissing"),
    };
    setWrong(next);
    if (next.amount || next.reason || !value) {
      const first = next.amount ? "amount" : "reason";
      (event.currentTarget as HTMLFormElement).querySelector<HTMLElement>(`[name=${first}]`)?.focus();
      return;
    }
    command.run({ paymentId, amountMinor: value.minor, reason: reason.trim(), idempotencyKey: key });
  };

  return (
    <>
      <Button onClick={show} className="justify-self-start">
        {t("refund")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          onOpenAutoFocus={focusFirstField}
          title={t("refundTitle", { number: orderNumber })}
          description={t("refundText", { max: formatMoney(refundable, locale) })}
        >
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field label={t("amountLabel", { currency: refundable.currency })} required error={wrong.amount}>
              {(control) => (
                <Input
                  {...control}
                  name="amount"
                  inputMode="decimal"
                  autoComplete="off"
                  value={amount}
                  onChange={(event) => setAmount(event.target.value)}
                  className="tabular text-right"
                />
              )}
            </Field>
            <Field label={t("reasonLabel")} required error={wrong.reason} hint={t("reasonHint")}>
              {(control) => (
                <Input
                  {...control}
                  name="reason"
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
              <Button type="submit" variant="solid" busy={command.busy}>
                {t("refundConfirm", { amount: amountShown(amount, refundable, locale) })}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}

function amountShown(text: string, refundable: Money, locale: string): string {
  const value = readMajor(text, refundable.currency);
  return value && value.minor > 0 ? formatMoney(value, locale) : "";
}
