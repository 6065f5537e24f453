"use client";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { type Locale, locales } from "#server/kernel/locales.ts";

/** What is typed in each language, by field. */
export type WordsDraft = Record<Locale, Record<string, string>>;

/** The words of a record as a draft with exactly these fields. */
export const wordsDraft = (words: Partial<Record<Locale, object | undefined>>, fields: readonly string[]): WordsDraft =>
  Object.fromEntries(
    locales.map((locale) => {
      const own = (words[locale] ?? {}) as Record<string, string | undefined>;
      return [locale, Object.fromEntries(fields.map((field) => [field, own[field] ?? ""]))];
    }),
  ) as WordsDraft;

type WordsFieldsProps = {
  draft: WordsDraft;
  onType: (next: WordsDraft) => void;
  /** Field name → its label and, for longer texts, how many lines it shows. */
  fields: Record<string, { label: string; rows?: number; hint?: string }>;
};

/** The same fields in both languages, beside each other where there is room. */
export function WordsFields({ draft, onType, fields }: WordsFieldsProps) {
  const t = useTranslations("content.blocks");
  const language = useTranslations("common.language");
  return Object.entries(fields).map(([name, { label, rows, hint }]) => (
    <div key={name} className="grid gap-3 md:grid-cols-2">
      {locales.map((locale) => {
        const own = draft[locale];
        const shared = {
          lang: locale,
          name: `${name}.${locale}`,
          value: own[name] ?? "",
          onChange: (event: { target: { value: string } }) =>
            onType({ ...draft, [locale]: { ...own, [name]: event.target.value } }),
        };
        return (
          <Field key={locale} label={t("labelled", { field: label, language: language(locale) })} hint={hint}>
            {(control) =>
              rows ? <Textarea {...control} {...shared} rows={rows} /> : <Input {...control} {...shared} />
            }
          </Field>
        );
      })}
    </div>
  ));
}
