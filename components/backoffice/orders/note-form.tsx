"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** A note for colleagues; the customer never sees it. What was typed stays until it is saved. */
export function NoteForm({ number }: { number: string }) {
  const t = useTranslations("backoffice.timeline");
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const command = useCommand(trpc.admin.orders.addNote.mutationOptions(), {
    done: t("noteDone"),
    onDone: () => setText(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) command.run({ number, text: text.trim() });
  };
  return (
    <form onSubmit={submit} className="grid gap-2 print:hidden">
      <div className="flex gap-2">
        <Input
          aria-label={t("noteLabel")}
          placeholder={t("notePlaceholder")}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" busy={command.busy} disabled={!text.trim()}>
          {t("noteAdd")}
        </Button>
      </div>
      <CommandError command={command} />
    </form>
  );
}
