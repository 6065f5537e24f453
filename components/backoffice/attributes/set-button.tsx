"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { inLocale } from "#server/kernel/localized.ts";
import type { AttributeRow, AttributeSetRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";

type SetProps = { set: AttributeSetRow; attributes: readonly AttributeRow[]; locale: string };

/** Opens the set of one family or category. */
export function SetButton(props: SetProps) {
  const t = useTranslations("backoffice.attributes");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-label={`${t("change")}, ${t("changeSet", { kind: t(`kinds.${props.set.kind}`), name: props.set.name })}`}
        onClick={() => setOpen(true)}
      >
        {t("change")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <SetForm {...props} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

type Need = "" | "recommended" | "required";

/** For every attribute: not asked for, recommended or required. What comes from above is said and stays. */
function SetForm({ set, attributes, locale, onDone }: SetProps & { onDone: () => void }) {
  const t = useTranslations("backoffice.attributes");
  const trpc = useTRPC();
  const save = useCommand(trpc.admin.attributes.saveSet.mutationOptions(), { done: t("setSaved"), onDone });
  const [needs, setNeeds] = useState<Record<string, Need>>(() =>
    Object.fromEntries(set.uses.map((use) => [use.attributeId, use.required ? "required" : "recommended"])),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What was in the set keeps its place, what is new comes after.
    const before = set.uses.map((use) => use.attributeId);
    const order = [...before, ...attributes.map((a) => a.id).filter((id) => !before.includes(id))];
    const uses = order.filter((id) => needs[id]).map((id) => ({ attributeId: id, required: needs[id] === "required" }));
    save.run({ kind: set.kind, id: set.id, uses });
  };
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("changeSet", { kind: t(`kinds.${set.kind}`), name: set.name })}
      description={t("setText")}
    >
      <form noValidate onSubmit={submit} className="grid gap-3">
        {attributes.map((attribute) => {
          const above = set.inherited.find((use) => use.attributeId === attribute.id);
          return (
            <Field
              key={attribute.id}
              label={inLocale(attribute.label, locale)}
              hint={above && t(above.required ? "requiredAbove" : "recommendedAbove", { from: above.from })}
              className="sm:grid-cols-[minmax(0,1fr)_11rem] sm:items-center"
            >
              {(control) => (
                <Select
                  {...control}
                  value={needs[attribute.id] ?? ""}
                  onChange={(event) => setNeeds((was) => ({ ...was, [attribute.id]: event.target.value as Need }))}
                >
                  <option value="">{t("needs.none")}</option>
                  <option value="recommended">{t("needs.recommended")}</option>
                  <option value="required">{t("needs.required")}</option>
                </Select>
              )}
            </Field>
          );
        })}
        <FormActions command={save}>{t("save")}</FormActions>
      </form>
    </DialogContent>
  );
}
