import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Product } from "./types.ts";

function Part({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group border-b border-line">
      <summary className="flex min-h-13 list-none items-center justify-between gap-4 font-medium [&::-webkit-details-marker]:hidden">
        {title}
        <span aria-hidden className="relative size-3.5">
          <span className="absolute top-1/2 h-px w-full bg-current" />
          <span className="absolute left-1/2 h-full w-px bg-current group-open:opacity-0" />
        </span>
      </summary>
      <div className="pb-5 leading-relaxed text-pretty">{children}</div>
    </details>
  );
}

function Facts({ rows }: { rows: [string, string][] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Description, composition, care, measures, the workshop: folded, readable without script. */
export function ProductDetails({ product }: { product: Product }) {
  const t = useTranslations("storefront.product");
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const cm = (mm: number) => `${number.format(mm / 10)} cm`;
  const { dimensions } = product;
  const weight = product.variants[0]?.weightG;
  const origin = product.originCountry
    ? new Intl.DisplayNames([locale], { type: "region" }).of(product.originCountry)
    : undefined;
  const measures: [string, string][] = [
    ...(dimensions?.widthMm ? [[t("sizeWidth"), cm(dimensions.widthMm)] as [string, string]] : []),
    ...(dimensions?.depthMm ? [[t("sizeDepth"), cm(dimensions.depthMm)] as [string, string]] : []),
    ...(dimensions?.heightMm ? [[t("sizeHeight"), cm(dimensions.heightMm)] as [string, string]] : []),
    ...(weight ? [[t("weight"), `${number.format(weight / 1000)} kg`] as [string, string]] : []),
  ];
  const facts: [string, string][] = [
    ...product.attributes.map((a) => [a.label, a.value] as [string, string]),
    ...(origin ? [[t("origin"), origin] as [string, string]] : []),
  ];
  return (
    <div className="border-t border-line">
      <Part title={t("description")} open>
        <p className="whitespace-pre-line">{product.description}</p>
      </Part>
      {measures.length > 0 && (
        <Part title={t("dimensions")}>
          <Facts rows={measures} />
        </Part>
      )}
      {(product.composition || facts.length > 0) && (
        <Part title={t("composition")}>
          {product.composition && <p className="mb-3">{product.composition}</p>}
          <Facts rows={facts} />
        </Part>
      )}
      {product.care && (
        <Part title={t("care")}>
          <p>{product.care}</p>
        </Part>
      )}
      {product.brand?.about && (
        <Part title={`${t("maker")} : ${product.brand.name}`}>
          <p>{product.brand.about}</p>
        </Part>
      )}
    </div>
  );
}
