"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { accountCodeSchema, accountKinds } from "#server/modules/accounting/contract.ts";
import type { Chart } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

type Account = Chart["accounts"][number];
const blank = { code: "", name: { fr: "", en: "" }, kind: "income" as Account["kind"], active: true };

/** Adds an account, or changes one: its names, its kind while nothing was posted to it, whether it is offered. */
export function AccountButton({ account }: { account?: Account }) {
  const t = useTranslations("books.accounts");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(blank);
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.accounting.saveAccount.mutationOptions(), {
    done: t("saved", { code: draft.code }),
    onDone: () => setOpen(false),
  });
  const codeWrong = !accountCodeSchema.safeParse(draft.code).success;
  const nameWrong = !draft.name.fr.trim() || !draft.name.en.trim();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (codeWrong) event.currentTarget.querySelector<HTMLElement>("[name=code]")?.focus();
    else if (nameWrong) event.currentTarget.querySelector<HTMLElement>("[name=fr]")?.focus();
    else command.run(draft);
  };
  return (
    <>
      <Button
        variant={account ? "ghost" : "secondary"}
        size={account ? "icon-sm" : "sm"}
        aria-label={account ? `${t("edit")} ${account.code}` : undefined}
        onClick={() => {
          command.clear();
          setTried(false);
          const { code, name, kind, active } = account ?? blank;
          setDraft({ code, name, kind, active });
          setOpen(true);
        }}
      >
        {account ? <Pencil aria-hidden /> : t("add")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          onOpenAutoFocus={focusFirstField}
          title={account ? t("editTitle", { code: account.code }) : t("addTitle")}
        >
          <form onSubmit={submit} noValidate className="grid gap-4">
            {!account && (
              <Field
                label={t("code")}
                required
                hint={t("codeHint")}
                error={tried && codeWrong ? t("codeInvalid") : undefined}
              >
                {(control) => (
                  <Input
                    {...control}
                    name="code"
                    maxLength={12}
                    autoComplete="off"
                    value={draft.code}
                    onChange={(event) => setDraft({ ...draft, code: event.target.value.trim().toUpperCase() })}
                  />
                )}
              </Field>
            )}
            {(["fr", "en"] as const).map((language) => (
              <Field
                key={language}
                label={t(language === "fr" ? "nameFr" : "nameEn")}
                required
                error={tried && !draft.name[language].trim() ? t("nameMissing") : undefined}
              >
                {(control) => (
                  <Input
                    {...control}
                    name={language}
                    maxLength={100}
                    value={draft.name[language]}
                    onChange={(event) =>
                      setDraft({ ...draft, name: { ...draft.name, [language]: event.target.value } })
                    }
                  />
                )}
              </Field>
            ))}
            <Field label={t("kind")} required>
              {(control) => (
                <Select
                  {...control}
                  value={draft.kind}
                  disabled={account?.used}
                  onChange={(event) => setDraft({ ...draft, kind: event.target.value as Account["kind"] })}
                >
                  {accountKinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`kinds.${kind}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Checkbox
              label={t("active")}
              checked={draft.active}
              onChange={(event) => setDraft({ ...draft, active: event.target.checked })}
            />
            <FormActions command={command}>{t("save")}</FormActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
