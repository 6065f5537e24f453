import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { locales } from "#server/kernel/locales.ts";
import { returnExclusions } from "#server/kernel/return-exclusions.ts";
import type { MakerRow, ProductDetail } from "../dto.ts";
import { Section } from "../shared/section.tsx";
import { noWarningsOf, type ProductDraft, warningOf } from "./product-draft.ts";

type SafetyFieldsProps = {
  product: ProductDetail;
  makers: readonly MakerRow[];
  draft: ProductDraft;
  onChange: (part: Partial<ProductDraft>) => void;
};

/** Who makes it, how they call it, what to beware of: what European law has every offer say. */
export function SafetyFields({ product, makers, draft, onChange }: SafetyFieldsProps) {
  const t = useTranslations("backoffice.product.safety");
  const language = useTranslations("common.language");
  const noWarnings = noWarningsOf(product, draft);
  return (
    <Section title={t("title")} aside={<span className="text-muted">{t("note")}</span>}>
      <div className="grid items-start gap-3 md:grid-cols-2">
        <Field label={t("maker")} hint={t("makerHint")}>
          {(control) => (
            <Select
              {...control}
              name="maker"
              value={draft.makerId ?? product.makerId ?? ""}
              onChange={(event) => onChange({ makerId: event.target.value })}
            >
              <option value="">
                {product.brandMaker ? t("ofBrand", { name: product.brandMaker }) : t("ofBrandNone")}
              </option>
              {makers.map((maker) => (
                <option key={maker.id} value={maker.id}>
                  {maker.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("model")} hint={t("modelHint")}>
          {(control) => (
            <Input
              {...control}
              name="modelName"
              maxLength={120}
              value={draft.modelName ?? product.modelName ?? ""}
              onChange={(event) => onChange({ modelName: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("returnExclusion")} hint={t("returnExclusionHint")}>
          {(control) => (
            <Select
              {...control}
              name="returnExclusion"
              value={draft.returnExclusion ?? product.returnExclusion ?? ""}
              onChange={(event) => onChange({ returnExclusion: event.target.value })}
            >
              <option value="">{t("returnable")}</option>
              {returnExclusions.map((code) => (
                <option key={code} value={code}>
                  {t(`exclusions.${code}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {!noWarnings &&
          locales.map((locale) => (
            <Field key={locale} label={t("warnings", { language: language(locale) })}>
              {(control) => (
                <Textarea
                  {...control}
                  lang={locale}
                  name={`warnings.${locale}`}
                  rows={3}
                  value={warningOf(product, draft, locale)}
                  onChange={(event) => onChange({ warnings: { ...draft.warnings, [locale]: event.target.value } })}
                />
              )}
            </Field>
          ))}
      </div>
      <Checkbox
        name="noWarnings"
        label={t("noWarnings")}
        description={t("noWarningsText")}
        checked={noWarnings}
        onChange={(event) => onChange({ noWarnings: event.target.checked })}
      />
    </Section>
  );
}
