"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import type { BrandName, MakerRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import { problemsOf, ReachableFields, type ReachableProblems, readReachable } from "./reachable-fields.tsx";

type MakerFormProps = { maker: MakerRow | undefined; brands: readonly BrandName[]; onDone: () => void };
const none: ReachableProblems = {};

/** One maker, the person who answers for it in the Union, and the brands it stands behind. */
export function MakerForm({ maker, brands, onDone }: MakerFormProps) {
  const t = useTranslations("backoffice.makers");
  const trpc = useTRPC();
  const [answered, setAnswered] = useState(Boolean(maker?.responsible));
  const [wrong, setWrong] = useState({ maker: none, person: none });
  const save = useCommand(trpc.admin.makers.save.mutationOptions(), { done: t("saved"), onDone });
  const remove = useCommand(trpc.admin.makers.remove.mutationOptions(), { done: t("removed"), onDone });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const typed = readReachable(data, "");
    const person = answered ? readReachable(data, "responsible.") : null;
    const found = { maker: problemsOf(typed, false), person: person ? problemsOf(person, true) : none };
    setWrong(found);
    const first = Object.keys(found.maker)[0] ?? Object.keys(found.person).map((field) => `responsible.${field}`)[0];
    if (first) return form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    save.run({
      ...(maker && { id: maker.id, version: maker.version }),
      ...typed,
      responsible: person,
      brandIds: data.getAll("brand").map(String),
    });
  };

  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={maker ? t("changeOne", { name: maker.name }) : t("create")}
      className="w-[min(42rem,calc(100vw-2rem))]"
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <ReachableFields prefix="" value={maker} problems={wrong.maker} />
        <Checkbox
          label={t("hasResponsible")}
          description={t("responsibleText")}
          checked={answered}
          onChange={(event) => setAnswered(event.target.checked)}
        />
        {answered && (
          <fieldset className="grid gap-3 border-l-2 border-line pl-4">
            <legend className="mb-2 font-medium">{t("responsible")}</legend>
            <ReachableFields prefix="responsible." value={maker?.responsible} problems={wrong.person} />
          </fieldset>
        )}
        {brands.length > 0 && (
          <fieldset className="grid gap-1.5">
            <legend className="mb-1 font-medium">{t("brands")}</legend>
            <p className="text-[0.8125rem] text-muted">{t("brandsHint")}</p>
            <div className="grid max-h-48 gap-1 overflow-y-auto sm:grid-cols-2">
              {brands.map((brand) => (
                <Checkbox
                  key={brand.id}
                  name="brand"
                  value={brand.id}
                  label={brand.name}
                  defaultChecked={maker?.brands.some((own) => own.id === brand.id)}
                />
              ))}
            </div>
          </fieldset>
        )}
        <FormActions
          command={save}
          remove={
            maker && maker.products === 0
              ? { command: remove, label: t("remove"), run: () => remove.run({ id: maker.id, version: maker.version }) }
              : null
          }
        >
          {t("save")}
        </FormActions>
      </form>
    </DialogContent>
  );
}
