"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { CommandError } from "./command-error.tsx";
import type { Command } from "./use-command.ts";

type FormActionsProps = {
  /** What submitting the form does; its refusal is shown. */
  command: Command;
  /** What the button that submits says. */
  children: ReactNode;
  /** Where the record may also be removed. */
  remove?: { command: Command; label: string; run: () => void } | null | undefined;
};

/** The foot of a form in a dialog: why it was refused, remove, cancel, save. */
export function FormActions({ command, children, remove }: FormActionsProps) {
  const t = useTranslations("backoffice.command");
  return (
    <>
      <CommandError command={command} />
      {remove && <CommandError command={remove.command} />}
      <DialogActions>
        {remove && (
          <Button variant="danger" className="mr-auto" busy={remove.command.busy} onClick={remove.run}>
            {remove.label}
          </Button>
        )}
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="solid" busy={command.busy}>
          {children}
        </Button>
      </DialogActions>
    </>
  );
}
