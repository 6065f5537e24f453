"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";

/** Takes an entry back and posts its document again by today's accounts; asks why, because the books will. */
export function CorrectEntryButton({ id, number }: { id: string; number: string }) {
  const t = useTranslations("books.entry");
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const command = useCommand(trpc.admin.accounting.correct.mutationOptions(), {
    done: t("corrected"),
    onDone: (entry) => {
      setOpen(false);
      router.push(`/admin/accounting/entries/${entry.id}`);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const short = reason.trim().length < 3;
    setMissing(short);
    if (short) event.currentTarget.querySelector<HTMLElement>("textarea")?.focus();
    else command.run({ id, reason: reason.trim() });
  };
  return (
    <>
      <Button
        onClick={() => {
          command.clear();
          setOpen(true);
        }}
      >
        {t("correct")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          onOpenAutoFocus={focusFirstField}
          title={t("correctTitle", { number })}
          description={t("correctText")}
        >
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field
              label={t("correctReason")}
              required
              hint={t("correctHint")}
              error={missing ? t("correctMissing") : undefined}
            >
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={300}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <CommandError command={command} />
            <DialogActions>
              <DialogClose asChild>
                <Button>{t("keep")}</Button>
              </DialogClose>
              <Button type="submit" variant="solid" busy={command.busy}>
                {t("correctConfirm")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
