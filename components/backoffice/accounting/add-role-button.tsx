"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { roleSchema } from "#server/modules/accounting/contract.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import type { AccountChoice } from "./role-row.tsx";

/** Tells a part of the postings more finely apart: a country, a rate, a provider with an account of its own. */
export function AddRoleButton({ choices }: { choices: readonly AccountChoice[] }) {
  const t = useTranslations("books.accounts");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [role, setRole] = useState("");
  const [accountCode, setAccountCode] = useState(choices[0]?.code ?? "");
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.accounting.assignRole.mutationOptions(), {
    done: t("assigned", { role, code: accountCode }),
    onDone: () => {
      setOpen(false);
      setRole("");
      setTried(false);
    },
  });
  const wrong = !roleSchema.safeParse(role).success;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (wrong) event.currentTarget.querySelector<HTMLElement>("[name=role]")?.focus();
    else command.run({ role, accountCode });
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
        {t("addRole")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent onOpenAutoFocus={focusFirstField} title={t("addRoleTitle")}>
          <form onSubmit={submit} noValidate className="grid gap-4">
            <Field
              label={t("role")}
              required
              hint={t("addRoleHint")}
              error={tried && wrong ? t("roleInvalid") : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  name="role"
                  maxLength={60}
                  autoComplete="off"
                  value={role}
                  onChange={(event) => setRole(event.target.value.trim())}
                />
              )}
            </Field>
            <Field label={t("roleAccount")} required>
              {(control) => (
                <Select {...control} value={accountCode} onChange={(event) => setAccountCode(event.target.value)}>
                  {choices.map((choice) => (
                    <option key={choice.code} value={choice.code}>
                      {choice.code} {choice.name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <FormActions command={command}>{t("save")}</FormActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
