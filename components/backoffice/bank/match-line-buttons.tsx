"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { BankLine } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";

/** What to do with a line that names no order: say whose it is, or put it aside. */
export function MatchLineButtons({ line }: { line: BankLine }) {
  const t = useTranslations("backoffice.bank");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState("");
  const [missing, setMissing] = useState(false);
  const match = useCommand(trpc.admin.bank.match.mutationOptions(), {
    done: t("matched", { number: number.trim() }),
    onDone: () => setOpen(false),
  });
  const ignore = useCommand(trpc.admin.bank.ignore.mutationOptions(), {
    done: t("ignored"),
    onDone: () => setOpen(false),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(!number.trim());
    if (!number.trim()) event.currentTarget.querySelector<HTMLElement>("input")?.focus();
    else match.run({ id: line.id, orderNumber: number.trim().toUpperCase() });
  };
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          match.clear();
          ignore.clear();
          setOpen(true);
        }}
      >
        {t("match")}
        <span className="sr-only"> {line.text}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent onOpenAutoFocus={focusFirstField} title={t("matchTitle")} description={line.text}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field
              label={t("orderNumber")}
              required
              hint={t("orderNumberHint")}
              error={missing ? t("orderNumberMissing") : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  maxLength={40}
                  value={number}
                  onChange={(event) => setNumber(event.target.value)}
                />
              )}
            </Field>
            <CommandError command={match} />
            <CommandError command={ignore} />
            <DialogActions>
              <Button busy={ignore.busy} onClick={() => ignore.run({ id: line.id })}>
                {t("ignore")}
              </Button>
              <DialogClose asChild>
                <Button>{t("keep")}</Button>
              </DialogClose>
              <Button type="submit" variant="solid" busy={match.busy}>
                {t("matchConfirm")}
              </Button>
            </DialogActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
