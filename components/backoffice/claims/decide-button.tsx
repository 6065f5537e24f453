"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { FormActions } from "../shared/form-actions.tsx";
import type { Command } from "../shared/use-command.ts";

type DecideButtonProps = {
  label: string;
  title: string;
  text: string;
  confirm: string;
  /** It is what the customer wishes. */
  wished: boolean;
  command: Command & { clear: () => void };
  /** Puts the fields back to how they begin. */
  onOpen: () => void;
  /** Why it cannot be sent as it is filled in; shown with the fields. */
  missing: string | null;
  onConfirm: (words: { answer?: string }) => void;
  children: ReactNode;
};

/** One way to grant a claim: its own fields, and words for the customer. Stays open to explain a refusal. */
export function DecideButton({ label, title, text, confirm, wished, command, missing, ...own }: DecideButtonProps) {
  const t = useTranslations("backoffice.claims");
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState("");
  const [tried, setTried] = useState(false);
  const show = () => {
    own.onOpen();
    setAnswer("");
    setTried(false);
    command.clear();
    setOpen(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    // Shorter than three letters says nothing.
    const said = answer.trim().length < 3 ? {} : { answer: answer.trim() };
    if (missing === null) own.onConfirm(said);
  };
  return (
    <>
      <Button variant={wished ? "primary" : "secondary"} onClick={show}>
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={title} description={text}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            {own.children}
            {tried && missing && (
              <p role="alert" className="text-sm text-danger">
                {missing}
              </p>
            )}
            <Field label={t("answer")} required={false} hint={t("answerHint")}>
              {(control) => (
                <Textarea
                  {...control}
                  name="answer"
                  maxLength={1000}
                  rows={2}
                  value={answer}
                  onChange={(event) => setAnswer(event.target.value)}
                />
              )}
            </Field>
            <FormActions command={command}>{confirm}</FormActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
