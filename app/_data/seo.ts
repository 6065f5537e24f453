import type { Metadata } from "next";
import { mediaUrl } from "#components/storefront/photo.tsx";
import { siteUrl } from "#server/api/site.ts";
import { toText } from "#server/kernel/decimal.ts";
import { type Locale, locales } from "#server/kernel/locales.ts";
import { toMajor } from "#server/kernel/money.ts";
import type { Product } from "#server/modules/catalogue/contract.ts";

/** Canonical address and the same page in every language. `path` is without language: "/products/x". */
export function alternates(locale: Locale, path: string): NonNullable<Metadata["alternates"]> {
  const at = (l: string) => `/${l}${path === "/" ? "" : path}`;
  return {
    canonical: at(locale),
    languages: { ...Object.fromEntries(locales.map((l) => [l, at(l)])), "x-default": at("fr") },
  };
}

/** schema.org's ProductGroup with one Product per variant. Stock is live and therefore not claimed here. */
export function productJsonLd(product: Product, locale: Locale): string {
  const base = siteUrl();
  const url = `${base}/${locale}/products/${product.slug}`;
  const image = (keys: Product["media"]) => keys.map((m) => base + mediaUrl(m.key));
  const data = {
    "@context": "https://schema.org",
    "@type": "ProductGroup",
    productGroupID: product.slug,
    name: product.name,
    description: product.description || product.tagline,
    url,
    ...(product.brand ? { brand: { "@type": "Brand", name: product.brand.name } } : {}),
    variesBy: product.options.map((o) => o.name),
    hasVariant: product.variants.map((v) => ({
      "@type": "Product",
      sku: v.sku,
      ...(v.gtin ? { gtin: v.gtin } : {}),
      name: [product.name, ...labelsOf(product, v.options)].join(", "),
      image: image(v.media.length ? v.media : product.media.slice(0, 1)),
      url: `${url}?sku=${encodeURIComponent(v.sku)}`,
      offers: {
        "@type": "Offer",
        price: toText(toMajor(v.price)),
        priceCurrency: v.price.currency,
        url: `${url}?sku=${encodeURIComponent(v.sku)}`,
        itemCondition: "https://schema.org/NewCondition",
      },
    })),
  };
  // A description may hold "</script>".
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

function labelsOf(product: Product, chosen: Record<string, string>): string[] {
  return product.options.flatMap((option) => option.values.find((v) => v.value === chosen[option.key])?.label ?? []);
}
