// How complete a product is: the one place that says what a product needs. Pure.
import { type Locale, type Localized, locales } from "#server/kernel/localized.ts";
import type { AttributeType } from "./attribute-contract.ts";
import type { Completeness, Gap } from "./completeness-contract.ts";
import { needsResponsible } from "./maker-contract.ts";

export type CompletenessFacts = {
  name: Localized;
  description: Localized;
  attributes: readonly { key: string; need: string; type: AttributeType; localised: boolean; value: unknown }[];
  media: readonly { alt: Localized }[];
  /** Those on sale. Stocked: some place has or had it, or it sells beyond stock. */
  variants: readonly { weightG: number | null; priced: boolean; stocked: boolean }[];
  /** A rate is known for its tax category at home. */
  taxed: boolean;
  maker: { country: string; responsible: boolean } | null;
  warnings: Localized;
  noWarnings: boolean;
};

type Check = Gap & { met: boolean };

const says = (text: Localized, locale: Locale): boolean => Boolean(text[locale]?.trim());

function textChecks({ name, description }: CompletenessFacts): Check[] {
  return locales.flatMap((locale) => [
    { code: "name" as const, locale, key: null, met: says(name, locale) },
    { code: "description" as const, locale, key: null, met: says(description, locale) },
  ]);
}

function attributeChecks({ attributes }: CompletenessFacts): Check[] {
  return attributes
    .filter((field) => field.need === "required")
    .flatMap((field): Check[] => {
      const shared = { code: "attribute" as const, key: field.key };
      if (field.type !== "text" || !field.localised) {
        return [{ ...shared, locale: null, met: field.value !== null && field.value !== undefined }];
      }
      const text = (field.value ?? {}) as Localized;
      return locales.map((locale) => ({ ...shared, locale, met: says(text, locale) }));
    });
}

function pictureChecks({ media }: CompletenessFacts): Check[] {
  return [
    { code: "photo", locale: null, key: null, met: media.length > 0 },
    ...locales.map((locale) => ({
      code: "alt" as const,
      locale,
      key: null,
      met: media.length > 0 && media.every(({ alt }) => says(alt, locale)),
    })),
  ];
}

function offerChecks({ variants, taxed }: CompletenessFacts): Check[] {
  const every = (met: (variant: CompletenessFacts["variants"][number]) => boolean) =>
    variants.length > 0 && variants.every(met);
  const plain = { locale: null, key: null };
  return [
    { ...plain, code: "price", met: every((v) => v.priced) },
    { ...plain, code: "tax", met: taxed },
    { ...plain, code: "weight", met: every((v) => Boolean(v.weightG)) },
    { ...plain, code: "stock", met: every((v) => v.stocked) },
  ];
}

/** Regulation (EU) 2023/988, article 19. */
function safetyChecks({ maker, warnings, noWarnings }: CompletenessFacts): Check[] {
  const plain = { locale: null, key: null };
  const said = locales.some((locale) => says(warnings, locale));
  return [
    { ...plain, code: "maker", met: maker !== null },
    ...(maker && needsResponsible(maker.country)
      ? [{ ...plain, code: "responsible" as const, met: maker.responsible }]
      : []),
    ...(said
      ? locales.map((locale) => ({ code: "warnings" as const, locale, key: null, met: says(warnings, locale) }))
      : [{ ...plain, code: "warnings" as const, met: noWarnings }]),
  ];
}

const percent = (checks: readonly Check[]): number =>
  checks.length === 0 ? 100 : Math.floor((100 * checks.filter((check) => check.met).length) / checks.length);

/**
 * The share of what a product needs that it has, in whole percent (100 means everything), for all of it and for what each
 * language asks; and what is missing, in the order of the product's page.
 */
export function completenessOf(facts: CompletenessFacts): Completeness {
  const checks = [
    ...textChecks(facts),
    ...attributeChecks(facts),
    ...pictureChecks(facts),
    ...offerChecks(facts),
    ...safetyChecks(facts),
  ];
  const inLanguage = (locale: Locale) => percent(checks.filter((check) => check.locale === locale));
  return {
    score: percent(checks),
    byLocale: { fr: inLanguage("fr"), en: inLanguage("en") },
    gaps: checks.filter((check) => !check.met).map(({ code, locale, key }) => ({ code, locale, key })),
  };
}
