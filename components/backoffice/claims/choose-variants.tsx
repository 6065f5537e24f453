"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ClaimDetail } from "../dto.ts";
import type { Picked } from "../orders/unit-picker.tsx";

export type Variants = Readonly<Record<string, string>>;

type ChooseVariantsProps = {
  found: ClaimDetail;
  picked: Picked;
  variants: Variants;
  onChoose: (variants: Variants) => void;
  /** What each question says; where something may be left out, how that is called. */
  label: "replaceBy" | "thenSend";
  none?: string;
};

/** What is in stock in this quantity, at no cost to the customer. */
export const choicesFor = (line: ClaimDetail["lines"][number], picked: Picked) =>
  line.choices.filter((choice) => choice.available >= (picked[line.orderLineId] ?? 0));

/** The same article first. */
export const firstChoices = (found: ClaimDetail, picked: Picked): Variants =>
  Object.fromEntries(
    found.lines.map((line) => {
      const choices = choicesFor(line, picked);
      return [line.orderLineId, (choices.find((choice) => choice.same) ?? choices[0])?.variantId ?? ""];
    }),
  );

/** What is sent instead of each line that is picked. */
export function ChooseVariants({ found, picked, variants, onChoose, label, none }: ChooseVariantsProps) {
  const t = useTranslations("backoffice.claims");
  return found.lines
    .filter((line) => (picked[line.orderLineId] ?? 0) > 0)
    .map((line) => {
      const choices = choicesFor(line, picked);
      if (choices.length === 0 && none === undefined) {
        return (
          <p key={line.orderLineId} className="text-sm text-warning">
            {line.name} · {t("noReplacement")}
          </p>
        );
      }
      return (
        <Field key={line.orderLineId} label={t(label, { name: line.name })} required={none === undefined}>
          {(control) => (
            <Select
              {...control}
              value={variants[line.orderLineId] ?? ""}
              onChange={(event) => onChoose({ ...variants, [line.orderLineId]: event.target.value })}
            >
              {none !== undefined && <option value="">{none}</option>}
              {choices.map((choice) => (
                <option key={choice.variantId} value={choice.variantId}>
                  {t("inStock", { label: choice.label, count: choice.available })}
                </option>
              ))}
            </Select>
          )}
        </Field>
      );
    });
}
