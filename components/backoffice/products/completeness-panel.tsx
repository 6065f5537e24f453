"use client";

import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { gapText, publishFrom } from "#server/modules/catalogue/completeness-contract.ts";
import type { ProductDetail } from "../dto.ts";
import { Section } from "../shared/section.tsx";
import { Score } from "./score.tsx";

type Gap = ProductDetail["completeness"]["gaps"][number];

/** The field, or the part of the page, where a gap is filled. */
function placeOf({ code, locale, key }: Gap): string {
  if (code === "name" || code === "description") return `${code}.${locale}`;
  if (code === "attribute") return [code, key, locale].filter(Boolean).join(".");
  if (code === "photo" || code === "alt") return "pictures";
  if (code === "warnings") return `warnings.${locale ?? "fr"}`;
  return code === "maker" ? "maker" : "variants";
}

function goTo(place: string): void {
  const field = document.querySelector<HTMLElement>(`[name="${CSS.escape(place)}"]`) ?? document.getElementById(place);
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

/** How complete a product is and what it lacks: each line leads to where it is said. */
export function CompletenessPanel({ product }: { product: ProductDetail }) {
  const t = useTranslations("backoffice.product.completeness");
  const language = useTranslations("common.language");
  const { score, byLocale, gaps } = product.completeness;
  const labels = new Map(product.attributes.map((field) => [field.key, field.label]));
  const words = (gap: Gap): string => {
    const what = gap.code === "attribute" ? (labels.get(gap.key ?? "") ?? gap.key ?? "") : t(`gaps.${gap.code}`);
    return gap.locale ? t("inLanguage", { what, language: language(gap.locale) }) : what;
  };
  return (
    <Section title={t("title")} aside={<Score value={score} />}>
      <p className="text-muted">
        {t("languages", { fr: byLocale.fr, en: byLocale.en })}
        {score < publishFrom && product.status !== "active" && <> {t("below", { from: publishFrom })}</>}
      </p>
      {gaps.length > 0 && (
        <ul className="grid">
          {gaps.map((gap) => (
            <li key={gapText(gap)}>
              {gap.code === "responsible" || gap.code === "tax" ? (
                <Link
                  href={gap.code === "tax" ? "#facts" : "/admin/makers"}
                  className="underlined inline-flex min-h-6 items-center"
                >
                  {words(gap)}
                </Link>
              ) : (
                <a
                  href={`#${placeOf(gap)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    goTo(placeOf(gap));
                  }}
                  className="underlined inline-flex min-h-6 items-center"
                >
                  {words(gap)}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
