// The feed that shopping sites read: RSS 2.0 with Google's "g:" elements, one item per variant, sent as it is read.
// https://support.google.com/merchants/answer/7052112 (product data specification)
import { siteUrl } from "#server/api/site.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { Money } from "#server/kernel/money.ts";
import type { ContentUnit } from "#server/kernel/unit-price.ts";
import type { FeedItem } from "#server/modules/catalogue/showing-contract.ts";
import { getFeedPage } from "./catalogue.ts";
import { inLanguage } from "./seo.ts";
import { amountText } from "./structured-data.ts";
import { element } from "./xml.ts";

const amount = (money: Money): string => `${amountText(money)} ${money.currency}`;
const cut = (text: string, length: number): string => [...text].slice(0, length).join("");

/** The options that Google has an element for; what else tells variants apart stands in the title. */
const elements: Record<string, string> = {
  color: "g:color",
  colour: "g:color",
  size: "g:size",
  material: "g:material",
  pattern: "g:pattern",
};

/** Google wants a date with what is to come: without one nobody is promised anything. */
function availabilityOf({ availability, availableOn }: FeedItem): string {
  if (availability === "in_stock" || availability === "limited") return element("g:availability", "in_stock");
  if (availability === "out_of_stock" || !availableOn) return element("g:availability", "out_of_stock");
  return element("g:availability", availability) + element("g:availability_date", `${availableOn}T00:00:00Z`);
}

const shippingOf = (item: FeedItem): string =>
  item.shipping
    .map(({ country, name, price, minDays, maxDays }) => {
      const days = element("g:min_transit_time", minDays) + element("g:max_transit_time", maxDays);
      return `<g:shipping>${element("g:country", country)}${element("g:service", name)}${element("g:price", amount(price))}${days}</g:shipping>`;
    })
    .join("");

/** Units of a net content as Google calls them, and what a unit price is for. */
const measures: Record<ContentUnit, { unit: string; base: string }> = {
  ml: { unit: "ml", base: "1 l" },
  g: { unit: "g", base: "1 kg" },
  m: { unit: "m", base: "1 m" },
  m2: { unit: "sqm", base: "1 sqm" },
  piece: { unit: "ct", base: "1 ct" },
};

const unitPricing = ({ netContent }: FeedItem): string =>
  netContent
    ? element("g:unit_pricing_measure", `${netContent.amount} ${measures[netContent.unit].unit}`) +
      element("g:unit_pricing_base_measure", measures[netContent.unit].base)
    : "";

/** One variant. A reduction is told as Google asks: the former price as the price, the price of now as the sale price. */
export function feedItem(item: FeedItem, locale: Locale): string {
  const base = siteUrl();
  const [first, ...others] = item.media.map((m) => `${base}/media/${m.key}`);
  const reduced = item.compareAt !== null && item.compareAt.minor > item.price.minor;
  const title = [item.name, ...item.options.map((o) => o.label)].join(", ");
  return [
    "<item>",
    element("g:id", item.sku),
    element("title", cut(title, 150)),
    element("description", cut(item.description || title, 5_000)),
    element("link", `${base}${inLanguage(locale, `/products/${item.slug}`)}?sku=${encodeURIComponent(item.sku)}`),
    element("g:image_link", first),
    ...others.slice(0, 10).map((url) => element("g:additional_image_link", url)),
    availabilityOf(item),
    element("g:price", amount(reduced && item.compareAt ? item.compareAt : item.price)),
    reduced ? element("g:sale_price", amount(item.price)) : "",
    unitPricing(item),
    element("g:condition", "new"),
    element("g:brand", item.brand),
    element("g:gtin", item.gtin),
    // Without a GTIN, brand and the house's own number are what identifies it; without a brand nothing does.
    item.gtin ? "" : item.brand ? element("g:mpn", item.sku) : element("g:identifier_exists", "no"),
    item.variantCount > 1 ? element("g:item_group_id", item.productId) : "",
    ...item.options.map((o) => (elements[o.key] ? element(elements[o.key] ?? "", o.label) : "")),
    element("g:product_type", item.category),
    item.weightG ? element("g:shipping_weight", `${item.weightG} g`) : "",
    shippingOf(item),
    "</item>\n",
  ].join("");
}

/** The whole feed of a language, a page of products at a time. Items without a picture are refused by Google: left out. */
export async function* googleFeed(shop: { name: string; description: string }, locale: Locale): AsyncGenerator<string> {
  const link = siteUrl() + inLanguage(locale, "/");
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n';
  yield element("title", shop.name) + element("link", link) + element("description", shop.description);
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await getFeedPage(locale, cursor);
    yield page.items
      .filter((item) => item.media.length > 0)
      .map((item) => feedItem(item, locale))
      .join("");
    cursor = page.nextCursor ?? undefined;
    more = cursor !== undefined;
  }
  yield "</channel>\n</rss>\n";
}
