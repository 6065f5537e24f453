"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { FileField, type HandedIn } from "#components/help/file-field.tsx";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Answers the customer, or notes something among staff. */
export function AnswerForm({ number }: { number: string }) {
  const t = useTranslations("backoffice.tickets");
  const [files, setFiles] = useState<HandedIn[]>([]);
  const [internal, setInternal] = useState(false);
  const [missing, setMissing] = useState(false);
  const [round, setRound] = useState(0);
  const command = useCommand(useTRPC().admin.tickets.answer.mutationOptions(), {
    done: t(internal ? "noted" : "answered"),
    onDone: () => {
      setFiles([]);
      setInternal(false);
      setRound(round + 1);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = String(new FormData(form).get("body") ?? "").trim();
    const solved = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value") === "solved";
    setMissing(body.length < 2);
    if (body.length < 2) return form.querySelector("textarea")?.focus();
    const status = solved ? ("solved" as const) : ("waiting" as const);
    command.run({ number, body, internal, status, files: files.map((file) => file.token) });
  };
  return (
    <form key={round} noValidate onSubmit={submit} className="grid max-w-[42rem] gap-3">
      <Field label={t(internal ? "note" : "answer")} required error={missing && t("missing")}>
        {(control) => <Textarea {...control} name="body" rows={6} maxLength={5000} />}
      </Field>
      <Checkbox
        name="internal"
        checked={internal}
        onChange={(event) => setInternal(event.target.checked)}
        label={t("internal")}
      />
      <FileField files={files} onChange={setFiles} />
      <CommandError command={command} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={command.busy}>
          {t(internal ? "addNote" : "send")}
        </Button>
        {!internal && (
          <Button type="submit" name="then" value="solved" disabled={command.busy}>
            {t("sendSolved")}
          </Button>
        )}
      </div>
    </form>
  );
}
