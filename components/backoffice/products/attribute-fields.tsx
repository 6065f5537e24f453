import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { locales } from "#server/kernel/locales.ts";
import { isUnit, unitSign, unitsLike } from "#server/kernel/units.ts";
import { Section } from "../shared/section.tsx";
import { type AttributeField, attributeText, attributeUnit } from "./attribute-draft.ts";

type AttributeFieldsProps = {
  fields: readonly AttributeField[];
  draft: { attributes: Readonly<Record<string, string>> };
  /** The attribute that cannot be read. */
  wrong: string | null;
  onType: (name: string, text: string) => void;
};

/** What the set of a product asks for, each with the control of its type. */
export function AttributeFields({ fields, draft, wrong, onType }: AttributeFieldsProps) {
  const t = useTranslations("backoffice.product.attributes");
  if (fields.length === 0) return null;
  return (
    <Section title={t("title")} aside={<span className="text-muted">{t("note")}</span>}>
      <div className="grid items-start gap-3 md:grid-cols-2">
        {fields.map((field) => (
          <OneAttribute key={field.key} field={field} draft={draft} wrong={wrong === field.key} onType={onType} />
        ))}
      </div>
    </Section>
  );
}

function OneAttribute({
  field,
  draft,
  wrong,
  onType,
}: Pick<AttributeFieldsProps, "draft" | "onType"> & { field: AttributeField; wrong: boolean }) {
  const t = useTranslations("backoffice.product.attributes");
  const language = useTranslations("common.language");
  const common = {
    required: field.need === "required" || undefined,
    hint: field.need === "other" ? t("notInSet") : undefined,
    error: wrong ? t("unreadable") : undefined,
  };
  const name = `attribute.${field.key}`;
  const value = attributeText(field, draft);
  if (field.type === "text" && field.localised) {
    return (
      <div className="grid gap-3 sm:grid-cols-2 md:col-span-2">
        {locales.map((locale) => (
          <Field key={locale} {...common} label={`${field.label} · ${language(locale)}`}>
            {(control) => (
              <Input
                {...control}
                name={`${name}.${locale}`}
                lang={locale}
                value={attributeText(field, draft, locale)}
                onChange={(event) => onType(`${field.key}.${locale}`, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    );
  }
  if (field.type === "text") {
    return (
      <Field {...common} label={field.label}>
        {(control) => (
          <Input {...control} name={name} value={value} onChange={(event) => onType(field.key, event.target.value)} />
        )}
      </Field>
    );
  }
  if (field.type === "number" || field.type === "dimension") {
    const alike = field.unit && isUnit(field.unit) ? unitsLike(field.unit) : [];
    return (
      <Field {...common} label={field.label}>
        {(control) => (
          <span className="flex gap-1.5">
            <Input
              {...control}
              name={name}
              inputMode="decimal"
              autoComplete="off"
              value={value}
              onChange={(event) => onType(field.key, event.target.value)}
              className="text-right tabular"
            />
            {alike.length > 1 ? (
              <Select
                aria-label={t("unitOf", { attribute: field.label })}
                value={attributeUnit(field, draft)}
                onChange={(event) => onType(`${field.key}.unit`, event.target.value)}
                className="w-20 shrink-0"
              >
                {alike.map((unit) => (
                  <option key={unit} value={unit}>
                    {unitSign(unit)}
                  </option>
                ))}
              </Select>
            ) : (
              field.unit && <span className="self-center text-muted">{unitSign(field.unit)}</span>
            )}
          </span>
        )}
      </Field>
    );
  }
  const choices =
    field.type === "boolean"
      ? [
          { value: "true", label: t("yes") },
          { value: "false", label: t("no") },
        ]
      : field.choices;
  const swatch = field.choices.find((choice) => choice.value === value)?.swatch;
  return (
    <Field {...common} label={field.label}>
      {(control) => (
        <span className="flex items-center gap-2">
          {field.type === "colour" && (
            <span
              aria-hidden
              className="size-6 shrink-0 rounded-full border border-line"
              style={{ background: swatch ?? "transparent" }}
            />
          )}
          <Select
            {...control}
            name={name}
            value={value}
            onChange={(event) => onType(field.key, event.target.value)}
            className="grow"
          >
            <option value="">{t("nothing")}</option>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </Select>
        </span>
      )}
    </Field>
  );
}
