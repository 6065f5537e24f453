"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Adds points to a balance or takes some off; the reason stays with it. */
export function CorrectPointsButton({ partnerId, points }: { partnerId: string; points: number }) {
  const t = useTranslations("backoffice.loyalty");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState<"change" | "reason" | null>(null);
  const command = useCommand(trpc.admin.loyalty.correct.mutationOptions(), {
    done: t("corrected"),
    onDone: () => setOpen(false),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const typed = String(data.get("change") ?? "")
      .replace("−", "-")
      .replace(/\s/g, "");
    const reason = String(data.get("reason") ?? "").trim();
    const change = /^[+-]?\d{1,7}$/.test(typed) ? Number(typed) : 0;
    const problem = change === 0 || Math.abs(change) > 1_000_000 ? "change" : reason.length < 3 ? "reason" : null;
    setWrong(problem);
    if (problem) return event.currentTarget.querySelector<HTMLElement>(`[name=${problem}]`)?.focus();
    command.run({ partnerId, points: change, reason });
  };
  const show = () => {
    setWrong(null);
    command.clear();
    setOpen(true);
  };
  return (
    <>
      <Button size="sm" onClick={show}>
        {t("correct")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          onOpenAutoFocus={focusFirstField}
          title={t("correctTitle")}
          description={t("correctText", { points })}
        >
          <form noValidate onSubmit={submit} className="grid gap-4">
            <Field
              label={t("change")}
              hint={t("changeHint")}
              required
              error={wrong === "change" ? t("changeWrong") : undefined}
            >
              {(control) => <Input {...control} name="change" autoComplete="off" className="max-w-40" />}
            </Field>
            <Field
              label={t("reason")}
              hint={t("reasonHint")}
              required
              error={wrong === "reason" ? t("reasonWrong") : undefined}
            >
              {(control) => <Input {...control} name="reason" maxLength={300} autoComplete="off" />}
            </Field>
            <FormActions command={command}>{t("correctConfirm")}</FormActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
