"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { readDay } from "../coupons/read-coupon.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { readMajor } from "../shared/major.ts";
import { useCommand } from "../shared/use-command.ts";

/** Issues a card; its code is shown once, here. */
export function IssueGiftCardButton({ currency }: { currency: string }) {
  const t = useTranslations("backoffice.giftCards");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | undefined>();
  const command = useCommand(trpc.admin.giftCards.issue.mutationOptions(), {
    done: t("done"),
    onDone: (card) => setCode(card.code.replace(/(.{4})(?=.)/g, "$1-")),
  });
  const show = () => {
    setCode(null);
    setWrong(undefined);
    command.clear();
    setOpen(true);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const amount = readMajor(String(data.get("amount") ?? ""), currency);
    if (!amount || amount.minor < 1 || amount.minor > 1_000_000) {
      setWrong(t("amountInvalid"));
      event.currentTarget.querySelector<HTMLElement>("[name=amount]")?.focus();
      return;
    }
    setWrong(undefined);
    const note = String(data.get("note") ?? "").trim();
    const expiresAt = readDay(String(data.get("expires") ?? ""), 1);
    command.run({ amountMinor: amount.minor, expiresAt, ...(note && { note }) });
  };
  return (
    <>
      <Button variant="primary" onClick={show}>
        {t("issue")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent onOpenAutoFocus={focusFirstField} title={t("issue")} description={t("issueText")}>
          {code ? (
            <div className="grid gap-4">
              <Alert tone="success" title={t("codeTitle")}>
                <p className="tabular py-1 text-lg font-semibold select-all">{code}</p>
                <p>{t("codeText")}</p>
              </Alert>
              <DialogActions>
                <DialogClose asChild>
                  <Button variant="solid">{t("close")}</Button>
                </DialogClose>
              </DialogActions>
            </div>
          ) : (
            <form noValidate onSubmit={submit} className="grid gap-4">
              <Field label={t("amount", { currency })} required error={wrong}>
                {(control) => <Input {...control} name="amount" inputMode="decimal" autoComplete="off" />}
              </Field>
              <Field label={t("expiresOn")} required={false}>
                {(control) => <Input {...control} name="expires" type="date" />}
              </Field>
              <Field label={t("note")} required={false} hint={t("noteHint")}>
                {(control) => <Input {...control} name="note" maxLength={200} autoComplete="off" />}
              </Field>
              <FormActions command={command}>{t("issueConfirm")}</FormActions>
            </form>
          )}
        </DialogContent>
      </Dialog>
    </>
  );
}
