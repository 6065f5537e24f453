"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { isUnit, unitNames, unitSign } from "#server/kernel/units.ts";
import {
  attributeSlug,
  attributeTypes,
  dimensionUnits,
  hasChoices,
  hasUnit,
} from "#server/modules/catalogue/attribute-contract.ts";
import type { AttributeRow } from "../dto.ts";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { FormActions } from "../shared/form-actions.tsx";
import { useCommand } from "../shared/use-command.ts";
import { type ChoiceRow, ChoiceRows, choicesOf, newChoice } from "./choice-rows.tsx";

const rowsOf = (attribute: AttributeRow | undefined): ChoiceRow[] =>
  attribute?.choices.map(({ value, label, swatch }) => ({
    id: value,
    value,
    fr: label.fr ?? "",
    en: label.en ?? "",
    swatch: swatch ?? "#888888",
  })) ?? [newChoice()];

type AttributeFormProps = { attribute: AttributeRow | undefined; name: string; onDone: () => void };

/** The definition of one attribute. */
export function AttributeForm({ attribute, name, onDone }: AttributeFormProps) {
  const t = useTranslations("backoffice.attributes");
  const trpc = useTRPC();
  const [fr, setFr] = useState(attribute?.label.fr ?? "");
  const [en, setEn] = useState(attribute?.label.en ?? "");
  const [type, setType] = useState(attribute?.type ?? "choice");
  const [unit, setUnit] = useState(attribute?.unit ?? "");
  const [localised, setLocalised] = useState(attribute?.localised ?? true);
  const [filterable, setFilterable] = useState(attribute?.filterable ?? false);
  const [rows, setRows] = useState(() => rowsOf(attribute));
  const [missing, setMissing] = useState(false);
  const save = useCommand(trpc.admin.attributes.save.mutationOptions(), { done: t("saved"), onDone });
  const remove = useCommand(trpc.admin.attributes.remove.mutationOptions(), { done: t("removed"), onDone });
  const key = attribute?.key ?? attributeSlug(fr).replaceAll("-", "_").slice(0, 40);
  const unitsOffered = type === "dimension" ? dimensionUnits : unitNames;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const named = Boolean(/^[a-z]/.test(key) && fr.trim() && en.trim());
    setMissing(!named);
    if (!named) return event.currentTarget.querySelector<HTMLElement>(`[name=${fr.trim() ? "en" : "fr"}]`)?.focus();
    const wanted = type === "dimension" ? unit || "cm" : unit;
    save.run({
      ...(attribute && { id: attribute.id, version: attribute.version }),
      key,
      label: { fr, en },
      type,
      unit: hasUnit(type) && isUnit(wanted) ? wanted : null,
      localised: type === "text" ? localised : true,
      filterable,
      choices: hasChoices(type) ? choicesOf(rows, type === "colour") : [],
    });
  };

  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={attribute ? t("changeOne", { name }) : t("create")}
      description={t("keyIs", { key: key || "…" })}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("nameFr")} error={missing && !fr.trim() ? t("nameMissing") : undefined} required>
            {(control) => (
              <Input {...control} name="fr" lang="fr" value={fr} onChange={(event) => setFr(event.target.value)} />
            )}
          </Field>
          <Field label={t("nameEn")} error={missing && !en.trim() ? t("nameMissing") : undefined} required>
            {(control) => (
              <Input {...control} name="en" lang="en" value={en} onChange={(event) => setEn(event.target.value)} />
            )}
          </Field>
          <Field label={t("type")}>
            {(control) => (
              <Select {...control} value={type} onChange={(event) => setType(event.target.value as typeof type)}>
                {attributeTypes.map((value) => (
                  <option key={value} value={value}>
                    {t(`types.${value}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {hasUnit(type) && (
            <Field label={t("unit")} hint={attribute?.products ? t("unitHint") : undefined}>
              {(control) => (
                <Select
                  {...control}
                  value={type === "dimension" ? unit || "cm" : unit}
                  onChange={(event) => setUnit(event.target.value)}
                >
                  {type === "number" && <option value="">{t("noUnit")}</option>}
                  {unitsOffered.map((value) => (
                    <option key={value} value={value}>
                      {unitSign(value)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
        </div>
        {hasChoices(type) && <ChoiceRows rows={rows} colour={type === "colour"} onChange={setRows} />}
        {type === "text" && (
          <Checkbox
            label={t("localised")}
            checked={localised}
            onChange={(event) => setLocalised(event.target.checked)}
          />
        )}
        <Checkbox
          label={t("filterable")}
          checked={filterable}
          onChange={(event) => setFilterable(event.target.checked)}
        />
        <FormActions
          command={save}
          remove={
            attribute && attribute.products === 0
              ? {
                  command: remove,
                  label: t("remove"),
                  run: () => remove.run({ id: attribute.id, version: attribute.version }),
                }
              : null
          }
        >
          {t("save")}
        </FormActions>
      </form>
    </DialogContent>
  );
}
