// What pages say of themselves to machines: schema.org in JSON-LD, as Google's product documentation asks for it.
// Figures are those of the page; stock is a band with the moment it was looked at, never a live claim.
import { siteUrl } from "#server/api/site.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { exponentOf, type Money } from "#server/kernel/money.ts";
import type { Product } from "#server/modules/catalogue/contract.ts";
import type { Reachable } from "#server/modules/catalogue/maker-contract.ts";
import type { OfferAvailability, OfferShipping, Offers } from "#server/modules/catalogue/showing-contract.ts";
import type { Article } from "#server/modules/content/contract.ts";
import type { ShownReviews } from "#server/modules/reviews/contract.ts";
import { meanOf } from "#server/modules/reviews/contract-kinds.ts";
import { inLanguage } from "./seo.ts";

type Json = Record<string, unknown>;

const at = (locale: Locale, path: string): string => siteUrl() + inLanguage(locale, path);

/** An amount in major units with all decimals of its currency ("289.00"): what machines are sure to read. */
export function amountText({ minor, currency }: Money): string {
  const decimals = exponentOf(currency);
  const digits = String(minor).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The text of a script element: stored words may hold "</script>". */
export const jsonLd = (...graph: Json[]): string =>
  JSON.stringify({ "@context": "https://schema.org", "@graph": graph }).replaceAll("<", "\\u003c");

const schemaAvailability: Record<OfferAvailability, string> = {
  in_stock: "https://schema.org/InStock",
  limited: "https://schema.org/LimitedAvailability",
  backorder: "https://schema.org/BackOrder",
  preorder: "https://schema.org/PreOrder",
  out_of_stock: "https://schema.org/OutOfStock",
};

const days = (minValue: number, maxValue: number): Json => ({
  "@type": "QuantitativeValue",
  minValue,
  maxValue,
  unitCode: "DAY",
});

const shippingDetails = (group: readonly OfferShipping[], handlingDays: number): Json[] => {
  const [first] = group;
  if (!first) return [];
  return [
    {
      "@type": "OfferShippingDetails",
      shippingRate: { "@type": "MonetaryAmount", value: amountText(first.price), currency: first.price.currency },
      shippingDestination: group.map(({ country }) => ({ "@type": "DefinedRegion", addressCountry: country })),
      deliveryTime: {
        "@type": "ShippingDeliveryTime",
        handlingTime: days(0, handlingDays),
        transitTime: days(first.minDays, first.maxDays),
      },
    },
  ];
};

/** Said once for all variants that ship alike: the nodes, and for each SKU the names of its own. */
function shippingNodes(offers: Offers, url: string): { nodes: Json[]; of: Map<string, Json[]> } {
  const nodes = new Map<string, Json>();
  const named = (details: Json): Json => {
    const key = JSON.stringify(details);
    const node = nodes.get(key) ?? { ...details, "@id": `${url}#shipping-${nodes.size + 1}` };
    nodes.set(key, node);
    return { "@id": node["@id"] };
  };
  const of = offers.variants.map(({ sku, shipping }) => {
    const alike = Map.groupBy(shipping, (s) => JSON.stringify([s.price, s.minDays, s.maxDays]));
    return [
      sku,
      [...alike.values()].flatMap((group) => shippingDetails(group, offers.handlingDays).map(named)),
    ] as const;
  });
  return { of: new Map(of), nodes: [...nodes.values()] };
}

const returnPolicy = (offers: Offers, url: string): Json => ({
  "@type": "MerchantReturnPolicy",
  "@id": `${url}#returns`,
  applicableCountry: offers.countries,
  returnPolicyCategory: "https://schema.org/MerchantReturnFiniteReturnWindow",
  merchantReturnDays: offers.returnDays,
  returnMethod: "https://schema.org/ReturnByMail",
  returnFees: "https://schema.org/ReturnFeesCustomerResponsibility",
});

type Variant = Product["variants"][number];

const labelsOf = (product: Product, chosen: Record<string, string>): string[] =>
  product.options.flatMap((option) => option.values.find((v) => v.value === chosen[option.key])?.label ?? []);

/** The properties of schema.org that an option is, by the key it has in the catalogue. */
const variesBy: Record<string, string> = {
  color: "color",
  colour: "color",
  size: "size",
  material: "material",
  pattern: "pattern",
};

function offerOf(variant: Variant, offers: Offers, page: string, shipping: ReadonlyMap<string, Json[]>): Json {
  const terms = offers.variants.find((v) => v.sku === variant.sku);
  const { price, compareAt } = variant;
  const ways = shipping.get(variant.sku);
  return {
    "@type": "Offer",
    url: `${page}?sku=${encodeURIComponent(variant.sku)}`,
    price: amountText(price),
    priceCurrency: price.currency,
    ...(compareAt && compareAt.minor > price.minor
      ? {
          // The price before, by Google's way of telling it: the directive's lowest price of thirty days.
          priceSpecification: {
            "@type": "UnitPriceSpecification",
            priceType: "https://schema.org/StrikethroughPrice",
            price: amountText(compareAt),
            priceCurrency: compareAt.currency,
            valueAddedTaxIncluded: true,
          },
        }
      : {}),
    itemCondition: "https://schema.org/NewCondition",
    availability: schemaAvailability[terms?.availability ?? "out_of_stock"],
    ...(terms?.availableOn ? { availabilityStarts: terms.availableOn } : {}),
    // None: too heavy for every method.
    ...(ways?.length ? { shippingDetails: ways } : {}),
    hasMerchantReturnPolicy: { "@id": `${page}#returns` },
  };
}

function variantNode(product: Product, variant: Variant, offer: Json): Json {
  const properties = product.options.flatMap((option) => {
    const [property, label] = [variesBy[option.key], labelsOf({ ...product, options: [option] }, variant.options)[0]];
    return property && label ? [[property, label] as const] : [];
  });
  return {
    "@type": "Product",
    name: [product.name, ...labelsOf(product, variant.options)].join(", "),
    sku: variant.sku,
    ...(variant.gtin ? { gtin: variant.gtin } : {}),
    image: imagesOf(variant.media.length ? variant.media : product.media.slice(0, 1)),
    ...Object.fromEntries(properties),
    offers: offer,
  };
}

const imagesOf = (media: Product["media"]): string[] => media.map((m) => `${siteUrl()}/media/${m.key}`);

/** A maker as the product page names it. */
const organisation = ({ name, line1, postcode, city, country, contact }: Reachable): Json => ({
  "@type": "Organization",
  name,
  address: {
    "@type": "PostalAddress",
    streetAddress: line1,
    postalCode: postcode,
    addressLocality: city,
    addressCountry: country,
  },
  ...(contact.includes("://") ? { url: contact } : { email: contact }),
});

type Told = Pick<ShownReviews, "rating" | "items">;

/** What buyers say, as the page shows it; nothing where nobody said anything. */
const ratingOf = (reviews: Told | null): Json =>
  !reviews || reviews.rating.count === 0
    ? {}
    : {
        aggregateRating: {
          "@type": "AggregateRating",
          ratingValue: meanOf(reviews.rating),
          reviewCount: reviews.rating.count,
          bestRating: 5,
          worstRating: 1,
        },
        review: reviews.items.map(({ stars, title, text, name, publishedAt, language }) => ({
          "@type": "Review",
          reviewRating: { "@type": "Rating", ratingValue: stars, bestRating: 5, worstRating: 1 },
          ...(title ? { name: title } : {}),
          reviewBody: text,
          inLanguage: language,
          author: { "@type": "Person", name },
          datePublished: publishedAt,
        })),
      };

/** The product page: what it is about, as of when, and the product with one offer per variant. */
export function productGraph(product: Product, offers: Offers, locale: Locale, reviews: Told | null = null): Json[] {
  const url = at(locale, `/products/${product.slug}`);
  const shipping = shippingNodes(offers, url);
  const variants = product.variants.map((v) => variantNode(product, v, offerOf(v, offers, url, shipping.of)));
  const shared = {
    "@id": `${url}#product`,
    name: product.name,
    description: product.description || product.tagline || product.name,
    ...(product.brand ? { brand: { "@type": "Brand", name: product.brand.name } } : {}),
    ...(product.safety.maker ? { manufacturer: organisation(product.safety.maker) } : {}),
    ...(product.safety.model ? { model: product.safety.model } : {}),
    url,
    image: imagesOf(product.media),
    ...ratingOf(reviews),
  };
  const properties = [...new Set(product.options.flatMap((o) => variesBy[o.key] ?? []))];
  const thing =
    variants.length === 1
      ? { ...variants[0], ...shared }
      : {
          "@type": "ProductGroup",
          ...shared,
          productGroupID: product.id,
          ...(properties.length ? { variesBy: properties.map((p) => `https://schema.org/${p}`) } : {}),
          hasVariant: variants,
        };
  const page = { "@type": "ItemPage", "@id": `${url}#page`, url, name: product.name, inLanguage: locale };
  return [
    { ...page, dateModified: offers.asOf, mainEntity: { "@id": shared["@id"] } },
    thing,
    returnPolicy(offers, url),
    ...shipping.nodes,
  ];
}

/** An article of the journal, signed and dated. */
export function articleGraph(article: Article, shop: string, locale: Locale): Json {
  const url = at(locale, `/journal/${article.slug}`);
  return {
    "@type": "BlogPosting",
    "@id": `${url}#article`,
    headline: article.title,
    description: article.lead,
    url,
    mainEntityOfPage: url,
    inLanguage: locale,
    datePublished: article.publishedAt,
    dateModified: article.updatedAt,
    author: { "@type": "Person", name: article.author },
    publisher: {
      "@type": "Organization",
      "@id": `${siteUrl()}/#organization`,
      name: shop,
      logo: `${siteUrl()}/icon.svg`,
    },
    ...(article.photo ? { image: [`${siteUrl()}/media/${article.photo.key}`] } : {}),
  };
}

/** Where a page stands. The last step is the page itself. */
export const breadcrumbGraph = (steps: readonly { name: string; path: string }[], locale: Locale): Json => ({
  "@type": "BreadcrumbList",
  itemListElement: steps.map(({ name, path }, i) => ({
    "@type": "ListItem",
    position: i + 1,
    name,
    item: at(locale, path),
  })),
});

/** The house and its site, with the search that shoppers use. */
export function siteGraph(shop: { name: string; description: string }, locale: Locale): Json[] {
  const home = at(locale, "/");
  const id = `${siteUrl()}/#organization`;
  return [
    { "@type": "Organization", "@id": id, name: shop.name, url: home, logo: `${siteUrl()}/icon.svg` },
    {
      "@type": "WebSite",
      "@id": `${siteUrl()}/#website`,
      name: shop.name,
      description: shop.description,
      url: home,
      inLanguage: locale,
      publisher: { "@id": id },
      potentialAction: {
        "@type": "SearchAction",
        target: { "@type": "EntryPoint", urlTemplate: `${at(locale, "/search")}?q={search_term_string}` },
        "query-input": "required name=search_term_string",
      },
    },
  ];
}
