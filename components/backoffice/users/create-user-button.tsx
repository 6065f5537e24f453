"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { StaffRole } from "#server/access/roles.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import { RoleBoxes } from "./role-boxes.tsx";

/** Invites someone: they get a link by e-mail and choose their own password. */
export function CreateUserButton({ opened }: { opened: boolean }) {
  const t = useTranslations("backoffice.users");
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(opened);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<StaffRole[]>([]);
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.users.create.mutationOptions(), {
    done: t("created", { name }),
    onDone: (user) => {
      setOpen(false);
      router.push(`/admin/users/${user.id}`);
    },
  });
  // The page may come back as it was left, with another address.
  useEffect(() => {
    if (opened) setOpen(true);
  }, [opened]);
  const nameError = tried && !name.trim() ? t("nameMissing") : undefined;
  const emailError =
    tried && !/^[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]{2,}$/.test(email.trim()) ? t("emailInvalid") : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    if (!name.trim()) form.querySelector<HTMLElement>("[name=name]")?.focus();
    else if (!/^[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]{2,}$/.test(email.trim()))
      form.querySelector<HTMLElement>("[name=email]")?.focus();
    else command.run({ name: name.trim(), email: email.trim(), roles });
  };
  const show = () => {
    setName("");
    setEmail("");
    setRoles([]);
    setTried(false);
    command.clear();
    setOpen(true);
  };
  return (
    <>
      <Button variant="primary" onClick={show}>
        {t("create")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent onOpenAutoFocus={focusFirstField} title={t("create")} description={t("createText")}>
          <form noValidate onSubmit={submit} className="grid gap-4">
            <Field label={t("name")} required error={nameError}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  autoComplete="off"
                  maxLength={120}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Field label={t("email")} required error={emailError}>
              {(control) => (
                <Input
                  {...control}
                  name="email"
                  type="email"
                  autoComplete="off"
                  maxLength={254}
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                />
              )}
            </Field>
            <RoleBoxes value={roles} onChange={setRoles} />
            <FormActions command={command}>{t("createConfirm")}</FormActions>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
