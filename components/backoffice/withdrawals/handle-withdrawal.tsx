"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Says once what was done about a declaration: the order called off, the customer answered. */
export function HandleWithdrawal({ number }: { number: string }) {
  const t = useTranslations("backoffice.withdrawals");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState(false);
  const command = useCommand(trpc.admin.withdrawals.handle.mutationOptions(), {
    done: t("handled", { number }),
    onDone: () => setOpen(false),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const outcome = String(new FormData(form).get("outcome") ?? "").trim();
    setWrong(outcome.length < 3);
    if (outcome.length < 3) form.querySelector("textarea")?.focus();
    else command.run({ number, outcome });
  };
  return (
    <>
      <Button size="sm" aria-label={t("handleOf", { number })} onClick={() => setOpen(true)}>
        {t("handle")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && (
          <DialogContent
            onOpenAutoFocus={focusFirstField}
            title={t("handleOf", { number })}
            description={t("handleText")}
          >
            <form noValidate onSubmit={submit} className="grid gap-4">
              <Field label={t("outcome")} required hint={t("outcomeHint")} error={wrong && t("outcomeMissing")}>
                {(control) => <Textarea {...control} name="outcome" maxLength={500} />}
              </Field>
              <FormActions command={command}>{t("handle")}</FormActions>
            </form>
          </DialogContent>
        )}
      </Dialog>
    </>
  );
}
