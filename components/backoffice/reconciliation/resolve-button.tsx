"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import type { Finding } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";

/** A person has looked into a difference: what it was stays with it. */
export function ResolveButton({ finding }: { finding: Finding }) {
  const t = useTranslations("backoffice.reconciliation");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const command = useCommand(trpc.admin.reconciliation.resolve.mutationOptions(), {
    done: t("resolved"),
    onDone: () => setOpen(false),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const short = note.trim().length < 3;
    setMissing(short);
    if (short) event.currentTarget.querySelector<HTMLElement>("textarea")?.focus();
    else command.run({ id: finding.id, note: note.trim() });
  };
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          command.clear();
          setOpen(true);
        }}
      >
        {t("resolve")}
        <span className="sr-only"> {finding.providerRef}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          onOpenAutoFocus={focusFirstField}
          title={t("resolveTitle")}
          description={t(`kinds.${finding.kind}`)}
        >
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field label={t("note")} required hint={t("noteHint")} error={missing ? t("noteMissing") : undefined}>
              {(control) => (
                <Textarea {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
              )}
            </Field>
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{t("keep")}</Button>
              </DialogClose>
              <Button type="submit" variant="solid" busy={command.busy}>
                {t("resolveConfirm")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
