"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { useEarlyText } from "#components/ui/use-early-text.ts";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** A note for colleagues; the customer never sees it. Shown at once; refused, its text comes back. */
export function NoteForm({ number }: { number: string }) {
  const t = useTranslations("backoffice.timeline");
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEarlyText(field, setText);
  const [sent, setSent] = useState("");
  const command = useCommand(trpc.admin.orders.addNote.mutationOptions(), {
    done: t("noteDone"),
    onRefused: () => setText((typed) => typed || sent),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim() || command.busy) return;
    setSent(text.trim());
    setText("");
    command.run({ number, text: text.trim() });
  };
  return (
    <form onSubmit={submit} className="grid gap-2 print:hidden">
      <div className="flex gap-2">
        <Input
          ref={field}
          aria-label={t("noteLabel")}
          placeholder={t("notePlaceholder")}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" busy={command.busy} disabled={!text.trim()}>
          {t("noteAdd")}
        </Button>
      </div>
      {command.busy && (
        <p className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 text-muted">
          <span aria-hidden className="mt-1.5 size-2 justify-self-center rounded-full bg-info" />
          {sent}
        </p>
      )}
      <CommandError command={command} />
    </form>
  );
}
