"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { PriceListDetail } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Opens the form of a price list: a new one, or one that exists. */
export function PriceListButton({ list }: { list?: PriceListDetail }) {
  const t = useTranslations("backoffice.priceLists");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={list ? "secondary" : "primary"} onClick={() => setOpen(true)}>
        {t(list ? "change" : "create")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <PriceListForm list={list} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

type Wrong = Partial<Record<"code" | "nameFr" | "nameEn" | "currency", string>>;

/** A list's names and whether it holds; what its prices are told in is decided once. */
function PriceListForm({ list, onDone }: { list: PriceListDetail | undefined; onDone: () => void }) {
  const t = useTranslations("backoffice.priceLists");
  const trpc = useTRPC();
  const router = useRouter();
  const [wrong, setWrong] = useState<Wrong>({});
  const create = useCommand(trpc.admin.priceLists.create.mutationOptions(), {
    onDone: ({ id }) => router.push(`/admin/price-lists/${id}`),
  });
  const change = useCommand(trpc.admin.priceLists.change.mutationOptions(), {
    ...(list && { done: t("saved", { name: list.name }) }),
    onDone,
  });
  const command = list ? change : create;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const [code, currency] = [text("code").toUpperCase(), text("currency").toUpperCase()];
    const found: Wrong = {
      ...(!list && !/^[A-Z0-9][A-Z0-9-]{1,31}$/.test(code) && { code: t("codeInvalid") }),
      ...(!text("nameFr") && { nameFr: t("nameMissing") }),
      ...(!text("nameEn") && { nameEn: t("nameMissing") }),
      ...(!list && !/^[A-Z]{3}$/.test(currency) && { currency: t("currencyInvalid") }),
    };
    setWrong(found);
    const [first] = Object.keys(found);
    if (first) return form.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    const name = { fr: text("nameFr"), en: text("nameEn") };
    if (list)
      change.run({ id: list.id, version: list.version, name, active: list.channels.length > 0 || data.has("active") });
    else create.run({ code, name, currency, taxIncluded: data.has("taxIncluded") });
  };
  const field = (name: keyof Wrong, value: string, more: { hint?: string; maxLength: number }) => (
    <Field label={t(name)} required error={wrong[name]} hint={more.hint}>
      {(control) => (
        <Input {...control} name={name} defaultValue={value} maxLength={more.maxLength} autoComplete="off" />
      )}
    </Field>
  );
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={list ? list.name : t("create")}
      description={t(list ? "changeText" : "createText")}
    >
      <form onSubmit={submit} noValidate className="grid gap-4">
        {!list && field("code", "", { hint: t("codeHint"), maxLength: 32 })}
        {field("nameFr", list?.names.fr ?? "", { maxLength: 80 })}
        {field("nameEn", list?.names.en ?? "", { maxLength: 80 })}
        {!list && field("currency", "EUR", { maxLength: 3 })}
        {list ? (
          <Checkbox
            name="active"
            defaultChecked={list.active}
            disabled={list.channels.length > 0}
            label={t("active")}
            description={t("activeHint")}
          />
        ) : (
          <Checkbox name="taxIncluded" defaultChecked label={t("taxIncluded")} />
        )}
        <FormActions command={command}>{t(list ? "save" : "createConfirm")}</FormActions>
      </form>
    </DialogContent>
  );
}
