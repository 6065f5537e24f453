"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ButtonStyle } from "#components/ui/button-style.ts";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { CommandError } from "./command-error.tsx";
import { focusFirstField } from "./focus-first-field.ts";
import type { Command } from "./use-command.ts";

type ReasonButtonProps = {
  label: string;
  title: string;
  text: string;
  reason: string;
  hint: string;
  variant?: ButtonStyle["variant"];
  command: Command & { clear: () => void };
  onConfirm: (reason: string) => void;
};

/** A refusal and its reason, which the customer reads. Stays open to explain why it did not go through. */
export function ReasonButton({ label, title, text, reason: of, hint, variant, command, onConfirm }: ReasonButtonProps) {
  const t = useTranslations("backoffice.command");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = reason.trim();
    setMissing(said.length < 3);
    if (said.length < 3) event.currentTarget.querySelector<HTMLElement>("textarea")?.focus();
    else onConfirm(said);
  };
  return (
    <>
      <Button
        variant={variant}
        onClick={() => {
          command.clear();
          setMissing(false);
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent onOpenAutoFocus={focusFirstField} title={title} description={text}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field label={of} required hint={hint} error={missing ? t("reasonMissing") : undefined}>
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={1000}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{t("cancel")}</Button>
              </DialogClose>
              <Button type="submit" variant="danger" busy={command.busy}>
                {label}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
