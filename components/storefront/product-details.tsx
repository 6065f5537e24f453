import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { numberFormat } from "#server/kernel/formats.ts";
import { ProductSafety } from "./product-safety.tsx";
import type { Product } from "./types.ts";

type Fact = [name: string, value: string];

/** Description, measures, composition, care, the workshop: set like a page of a catalogue, nothing folded away. */
export function ProductDetails({ product }: { product: Product }) {
  const t = useTranslations("storefront.product");
  const measures = useMeasures(product);
  const origin = useOrigin(product.originCountry);
  const measured = new Set(measures.map(([name]) => name));
  const facts: Fact[] = product.attributes.map((a): Fact => [a.label, a.value]).filter(([name]) => !measured.has(name));
  if (origin && !facts.some(([name]) => name === t("origin"))) facts.push([t("origin"), origin]);
  return (
    <div className="grid gap-x-12 gap-y-10 border-t border-line pt-8 lg:mt-4 xl:grid-cols-[1.2fr_1fr]">
      <div className="grid content-start gap-10">
        <Part title={t("description")}>
          <p className="text-[1.0625rem] leading-[1.7] whitespace-pre-line text-pretty">{product.description}</p>
        </Part>
        {product.brand?.about && (
          <Part title={product.brand.name}>
            <p className="text-pretty">{product.brand.about}</p>
          </Part>
        )}
      </div>
      <div className="grid content-start gap-10">
        {measures.length > 0 && (
          <Part title={t("dimensions")}>
            <Facts rows={measures} />
          </Part>
        )}
        {(product.composition || facts.length > 0) && (
          <Part title={t("composition")}>
            {product.composition && <p className="mb-3 text-pretty">{product.composition}</p>}
            <Facts rows={facts} />
          </Part>
        )}
        {product.care && (
          <Part title={t("care")}>
            <p className="text-pretty">{product.care}</p>
          </Part>
        )}
        <ProductSafety safety={product.safety} />
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 font-display text-2xl leading-tight">{title}</h2>
      {children}
    </section>
  );
}

function Facts({ rows }: { rows: Fact[] }) {
  return (
    <dl className="text-[0.9375rem]">
      {rows.map(([name, value]) => (
        <div key={name} className="flex items-baseline justify-between gap-6 border-b border-line py-2 first:border-t">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useMeasures(product: Product): Fact[] {
  const t = useTranslations("storefront.product");
  const number = numberFormat(useLocale(), { maximumFractionDigits: 1 });
  const { dimensions } = product;
  const sides: [string, number | undefined][] = [
    [t("sizeWidth"), dimensions?.widthMm],
    [t("sizeDepth"), dimensions?.depthMm],
    [t("sizeHeight"), dimensions?.heightMm],
  ];
  const rows: Fact[] = sides.flatMap(([name, mm]): Fact[] => (mm ? [[name, `${number.format(mm / 10)} cm`]] : []));
  const weight = product.variants[0]?.weightG;
  if (weight) rows.push([t("weight"), weight < 1000 ? `${weight} g` : `${number.format(weight / 1000)} kg`]);
  return rows;
}

function useOrigin(country: string | null): string | undefined {
  const locale = useLocale();
  return country ? new Intl.DisplayNames([locale], { type: "region" }).of(country) : undefined;
}
