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
  /** What the dialog's own buttons say, where that is more than the button's label and "cancel". */
  confirm?: string;
  keep?: string;
  missing?: string;
  confirmVariant?: ButtonStyle["variant"];
  /** How long a reason has to be, and may be. */
  length?: readonly [least: number, most: number];
  command: Command & { clear: () => void };
  /** `close` is for when it went through and the page stays. */
  onConfirm: (reason: string, close: () => void) => void;
};

/** Something that is only done with a reason. Stays open to explain why it did not go through. */
export function ReasonButton({ label, title, text, reason: of, hint, command, onConfirm, ...own }: ReasonButtonProps) {
  const { variant, confirm = label, keep, confirmVariant = "danger", length: [least, most] = [3, 1000] } = own;
  const t = useTranslations("backoffice.command");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = reason.trim();
    setMissing(said.length < least);
    if (said.length < least) event.currentTarget.querySelector<HTMLElement>("textarea")?.focus();
    else onConfirm(said, () => setOpen(false));
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
            <Field label={of} required hint={hint} error={missing ? (own.missing ?? t("reasonMissing")) : undefined}>
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={most}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{keep ?? t("cancel")}</Button>
              </DialogClose>
              <Button type="submit" variant={confirmVariant} busy={command.busy}>
                {confirm}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
