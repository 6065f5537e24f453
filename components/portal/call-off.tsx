"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";

type CallOffProps = {
  words: { label: string; title: string; text: string; confirm: string };
  busy: boolean;
  error: unknown;
  onConfirm: (close: () => void) => void;
};

/** A customer calls something of theirs off: told first what that means, and why where it is refused. */
export function CallOff({ words, busy, error, onConfirm }: CallOffProps) {
  const actions = useTranslations("common.actions");
  const message = useErrorMessage();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="ghost" onClick={() => setOpen(true)}>
        {words.label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={words.title} description={words.text}>
          {error != null && <Alert tone="warning">{message(error)}</Alert>}
          <DialogActions>
            <DialogClose asChild>
              <Button>{actions("close")}</Button>
            </DialogClose>
            <Button variant="danger" busy={busy} onClick={() => onConfirm(() => setOpen(false))}>
              {words.confirm}
            </Button>
          </DialogActions>
        </DialogContent>
      </Dialog>
    </div>
  );
}
