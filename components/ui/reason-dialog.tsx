"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "./alert.tsx";
import { Button } from "./button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { Textarea } from "./input.tsx";

type ReasonDialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  reason: string;
  hint?: string;
  wrong: string;
  confirm: string;
  busy: boolean;
  /** Why it did not go through. */
  error: string | null;
  onConfirm: (reason: string) => void;
};

/** A customer's no, and its reason. */
export function ReasonDialog({ open, onClose, title, reason: label, hint, ...given }: ReasonDialogProps) {
  const actions = useTranslations("common.actions");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short) given.onConfirm(reason.trim());
  };
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent title={title}>
        <form onSubmit={submit} noValidate className="grid gap-4">
          {given.error && <Alert tone="danger">{given.error}</Alert>}
          <Field label={label} required hint={hint} error={tried && short ? given.wrong : undefined}>
            {(control) => (
              <Textarea
                {...control}
                name="reason"
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <DialogActions>
            <DialogClose asChild>
              <Button>{actions("cancel")}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={given.busy}>
              {given.confirm}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
