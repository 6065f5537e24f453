"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import type { SynonymRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

/** One word or phrase a line; commas part them too. */
const readTerms = (text: string): string[] =>
  text
    .split(/[\n,;]/)
    .map((term) => term.trim())
    .filter((term) => /[\p{L}\p{N}]/u.test(term));

/** The words of one group. */
export function SynonymForm({ group, onDone }: { group: SynonymRow | undefined; onDone: () => void }) {
  const t = useTranslations("backoffice.synonyms");
  const trpc = useTRPC();
  const [problem, setProblem] = useState<string>();
  const save = useCommand(trpc.admin.synonyms.save.mutationOptions(), { done: t("saved"), onDone });
  const remove = useCommand(trpc.admin.synonyms.remove.mutationOptions(), { done: t("removed"), onDone });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const terms = readTerms(String(new FormData(form).get("terms") ?? ""));
    const wrong = terms.length < 2 ? t("tooFew") : terms.length > 20 ? t("tooMany") : undefined;
    const found = wrong ?? (terms.some((term) => term.length > 60) ? t("tooLong") : undefined);
    setProblem(found);
    if (found) return form.querySelector<HTMLElement>("[name=terms]")?.focus();
    save.run({ ...(group && { id: group.id, version: group.version }), terms });
  };
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={group ? t("changeGroup", { term: group.terms[0] ?? "" }) : t("create")}
      description={t("formText")}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("terms")} hint={t("termsHint")} error={problem} required>
          {(control) => <Textarea {...control} name="terms" rows={6} defaultValue={group?.terms.join("\n")} />}
        </Field>
        <FormActions
          command={save}
          remove={
            group
              ? { command: remove, label: t("remove"), run: () => remove.run({ id: group.id, version: group.version }) }
              : null
          }
        >
          {t("save")}
        </FormActions>
      </form>
    </DialogContent>
  );
}
