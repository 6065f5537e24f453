import { describe, expect, it, vi } from "vitest";
import type { FeedItem } from "#server/modules/catalogue/showing-contract.ts";
import { feedItem, googleFeed } from "./google-feed.ts";
import { xmlText } from "./xml.ts";

const pages: FeedItem[][] = [];
vi.mock("#server/api/site.ts", () => ({ siteUrl: () => "https://shop.example" }));
vi.mock("./catalogue.ts", () => ({
  getFeedPage: (_: string, cursor = "0") => {
    const next = Number(cursor) + 1;
    return Promise.resolve({
      items: pages[Number(cursor)] ?? [],
      nextCursor: next < pages.length ? String(next) : null,
    });
  },
}));

const euros = (minor: number) => ({ minor, currency: "EUR" });
const item = (more: Partial<FeedItem> = {}): FeedItem => ({
  sku: "RED",
  gtin: "2480001000243",
  slug: "chair",
  productId: "prd_chair",
  variantCount: 2,
  name: "Chair & <stool>",
  description: 'Fine\u0007 "wood"',
  brand: "Kervran",
  category: "Seating",
  options: [{ key: "color", label: "Red" }],
  media: [0, 1].map((n) => ({ key: `chair-${n}.webp`, width: 1, height: 1, alt: "" })),
  weightG: 900,
  netContent: null,
  price: euros(14_300),
  compareAt: null,
  availability: "in_stock",
  availableOn: null,
  shipping: [{ country: "FR", name: "Home", price: euros(590), minDays: 2, maxDays: 3 }],
  ...more,
});

/** The elements of an item, in order; throws at anything that is not well-formed. */
function elementsOf(xml: string): [string, string][] {
  const open: string[] = [];
  const found: [string, string][] = [];
  let rest = xml.trim();
  for (let text = ""; rest; ) {
    const tag = /^<(\/?)([a-z:_]+)>/.exec(rest);
    const words = /^[^<>]+/.exec(rest);
    if (tag?.[1]) {
      if (open.pop() !== tag[2]) throw new Error(`</${tag[2]}> closes nothing`);
      if (text) found.push([tag[2] ?? "", text]);
      text = "";
    } else if (tag?.[2]) open.push(tag[2]);
    else if (words && !/&(?!amp;|lt;|gt;|quot;|apos;)/.test(words[0])) text = words[0];
    else throw new Error(`not XML: ${rest.slice(0, 40)}`);
    rest = rest.slice((tag ?? words)?.[0].length);
  }
  if (open.length) throw new Error(`left open: ${open.join()}`);
  return found;
}
const fieldsOf = (of: FeedItem) => Object.fromEntries(elementsOf(feedItem(of, "en")));

/** What Google requires of every product, and the form of what it asks for. */
const required: Record<string, RegExp> = {
  "g:id": /^.{1,50}$/,
  title: /^.{1,150}$/,
  description: /^.{1,5000}$/s,
  link: /^https:\/\/shop\.example\/en\/products\/[^ ]+\?sku=/,
  "g:image_link": /^https:\/\/shop\.example\/media\//,
  "g:availability": /^(in_stock|out_of_stock|preorder|backorder)$/,
  "g:price": /^\d+\.\d\d [A-Z]{3}$/,
  "g:condition": /^new$/,
};

describe("an item of the feed", () => {
  it.each<[string, Partial<FeedItem>]>([
    ["plain", {}],
    ["reduced", { compareAt: euros(17_900) }],
    ["without a GTIN", { gtin: null }],
    ["without anything that identifies it", { gtin: null, brand: null }],
    ["long of name", { name: "é".repeat(200), description: "x".repeat(6_000) }],
    ["without words", { description: "" }],
  ])("has what Google requires: %s", (_, more) => {
    const fields = fieldsOf(item(more));
    for (const [name, form] of Object.entries(required)) expect(fields[name], name).toMatch(form);
    expect(Boolean(fields["g:gtin"] || fields["g:mpn"]) !== (fields["g:identifier_exists"] === "no")).toBe(true);
  });

  it("says what a piece holds, for the unit price", () => {
    const oil = fieldsOf(item({ netContent: { amount: "750", unit: "ml" } }));
    expect([oil["g:unit_pricing_measure"], oil["g:unit_pricing_base_measure"]]).toEqual(["750 ml", "1 l"]);
    const set = fieldsOf(item({ netContent: { amount: "4", unit: "piece" } }));
    expect([set["g:unit_pricing_measure"], set["g:unit_pricing_base_measure"]]).toEqual(["4 ct", "1 ct"]);
    expect(fieldsOf(item())).not.toHaveProperty("g:unit_pricing_measure");
  });

  it("escapes words and keeps XML's characters only", () => {
    expect(fieldsOf(item())).toMatchObject({
      title: "Chair &amp; &lt;stool&gt;, Red",
      description: "Fine &quot;wood&quot;",
    });
    expect(xmlText("a\u0000\ud800b😀")).toBe("ab😀");
  });

  it("asks the former price and sells at the price of now", () => {
    expect(fieldsOf(item({ compareAt: euros(17_900) }))).toMatchObject({
      "g:sale_price": "143.00 EUR",
    });
    expect(feedItem(item({ compareAt: euros(17_900) }), "en")).toContain("<g:price>179.00 EUR</g:price><g:sale_price>");
    expect(fieldsOf(item())).not.toHaveProperty("g:sale_price");
  });

  it("promises nobody what has no date", () => {
    const availability = (more: Partial<FeedItem>) => fieldsOf(item(more))["g:availability"];
    expect(availability({ availability: "limited" })).toBe("in_stock");
    expect(availability({ availability: "backorder" })).toBe("out_of_stock");
    expect(fieldsOf(item({ availability: "preorder", availableOn: "2026-12-15" }))).toMatchObject({
      "g:availability": "preorder",
      "g:availability_date": "2026-12-15T00:00:00Z",
    });
  });

  it("groups variants, and only where there are several", () => {
    expect(fieldsOf(item())).toMatchObject({ "g:item_group_id": "prd_chair", "g:color": "Red" });
    expect(fieldsOf(item({ variantCount: 1 }))).not.toHaveProperty("g:item_group_id");
  });
});

it("is one document however many pages it is read from, without goods that have no picture", async () => {
  pages.push([item({ sku: "A" }), item({ sku: "B", media: [] })], [], [item({ sku: "C" })]);
  let text = "";
  for await (const chunk of googleFeed({ name: "Shop & Co", description: "All" }, "en")) text += chunk;
  expect(text).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<rss version="2.0" xmlns:g="http:\/\/base.google.com\/ns\/1.0">/,
  );
  const body = text.slice(text.indexOf("<channel>"), text.indexOf("</rss>"));
  expect(elementsOf(body).filter(([name]) => name === "g:id")).toEqual([
    ["g:id", "A"],
    ["g:id", "C"],
  ]);
});
