import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { attributeSlug } from "#server/modules/catalogue/attribute-contract.ts";

/** `value` is "" as long as the choice is new: it then follows its French name. */
export type ChoiceRow = { id: string; value: string; fr: string; en: string; swatch: string };

export const newChoice = (): ChoiceRow => ({ id: crypto.randomUUID(), value: "", fr: "", en: "", swatch: "#888888" });

/** As the server takes them; rows without a word are left out. */
export const choicesOf = (rows: readonly ChoiceRow[], colour: boolean) =>
  rows
    .filter((row) => row.fr.trim())
    .map((row) => ({
      value: row.value || attributeSlug(row.fr) || attributeSlug(row.en),
      label: { fr: row.fr.trim(), en: row.en.trim() || row.fr.trim() },
      swatch: colour ? row.swatch : null,
    }));

type ChoiceRowsProps = {
  rows: readonly ChoiceRow[];
  colour: boolean;
  onChange: (rows: ChoiceRow[]) => void;
};

/** What may be chosen, in order, in both languages and with its shade. */
export function ChoiceRows({ rows, colour, onChange }: ChoiceRowsProps) {
  const t = useTranslations("backoffice.attributes");
  const change = (id: string, part: Partial<ChoiceRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">{t("choices")}</legend>
      <ul className="grid gap-1.5">
        {rows.map((row, i) => (
          <li key={row.id} className="flex items-center gap-1.5">
            {colour && (
              <input
                type="color"
                aria-label={t("swatchOf", { number: i + 1 })}
                value={row.swatch}
                onChange={(event) => change(row.id, { swatch: event.target.value })}
                className="size-8 shrink-0 rounded-control border border-line bg-paper p-0.5"
              />
            )}
            <Input
              lang="fr"
              aria-label={t("choiceFr", { number: i + 1 })}
              placeholder={t("inFrench")}
              value={row.fr}
              onChange={(event) => change(row.id, { fr: event.target.value })}
            />
            <Input
              lang="en"
              aria-label={t("choiceEn", { number: i + 1 })}
              placeholder={t("inEnglish")}
              value={row.en}
              onChange={(event) => change(row.id, { en: event.target.value })}
            />
            <Button
              variant="ghost"
              size="icon"
              className="size-8 shrink-0"
              aria-label={t("removeChoice", { number: i + 1 })}
              onClick={() => onChange(rows.filter((other) => other.id !== row.id))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button size="sm" onClick={() => onChange([...rows, newChoice()])}>
          <Plus aria-hidden />
          {t("addChoice")}
        </Button>
      </div>
    </fieldset>
  );
}
