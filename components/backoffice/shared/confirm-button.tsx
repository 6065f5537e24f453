"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ButtonStyle } from "#components/ui/button-style.ts";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { CommandError } from "./command-error.tsx";
import { focusFirstField } from "./focus-first-field.ts";
import type { Command } from "./use-command.ts";

type ConfirmButtonProps = {
  label: ReactNode;
  title: string;
  text: string;
  confirm: string;
  variant?: ButtonStyle["variant"];
  command: Command & { clear: () => void };
  onConfirm: () => void;
};

/** A button for what cannot be undone: says what will happen before it does. Stays open to explain a refusal. */
export function ConfirmButton({ label, title, text, confirm, variant, command, onConfirm }: ConfirmButtonProps) {
  const t = useTranslations("backoffice.command");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        onClick={() => {
          command.clear();
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent onOpenAutoFocus={focusFirstField} title={title} description={text}>
          <CommandError command={command} />
          <DialogActions>
            <DialogClose asChild>
              <Button data-autofocus>{t("cancel")}</Button>
            </DialogClose>
            <Button variant={variant === "danger" ? "danger" : "solid"} busy={command.busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </DialogActions>
        </DialogContent>
      </Dialog>
    </>
  );
}
