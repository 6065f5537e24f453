import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { Product } from "#server/modules/catalogue/contract.ts";
import type { Offers } from "#server/modules/catalogue/showing-contract.ts";
import { amountText, breadcrumbGraph, jsonLd, productGraph, siteGraph } from "./structured-data.ts";

vi.mock("#server/api/site.ts", () => ({ siteUrl: () => "http://localhost:3000" }));

// What Google's documentation requires of merchant listings, product variants, breadcrumbs and sites.
const address = z.url({ protocol: /^https?$/ });
const amount = z.string().regex(/^\d+\.\d{2}$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const ref = z.strictObject({ "@id": address });
const duration = z.strictObject({
  "@type": z.literal("QuantitativeValue"),
  minValue: z.number().int().min(0),
  maxValue: z.number().int(),
  unitCode: z.literal("DAY"),
});
const offer = z.strictObject({
  "@type": z.literal("Offer"),
  url: address,
  price: amount,
  priceCurrency: currency,
  priceSpecification: z
    .strictObject({
      "@type": z.literal("UnitPriceSpecification"),
      priceType: z.literal("https://schema.org/StrikethroughPrice"),
      price: amount,
      priceCurrency: currency,
      valueAddedTaxIncluded: z.literal(true),
    })
    .optional(),
  itemCondition: z.literal("https://schema.org/NewCondition"),
  availability: z
    .string()
    .regex(/^https:\/\/schema\.org\/(InStock|LimitedAvailability|BackOrder|PreOrder|OutOfStock)$/),
  availabilityStarts: z.iso.date().optional(),
  shippingDetails: z.array(ref).min(1).optional(),
  hasMerchantReturnPolicy: ref,
});
const product = z.object({
  "@type": z.literal("Product"),
  name: z.string().min(1),
  image: z.array(address).min(1),
  sku: z.string().min(1),
  offers: offer,
});
const common = { "@id": address, name: z.string().min(1), description: z.string().min(1), url: address };
const nodes = {
  ItemPage: z.object({
    "@id": address,
    name: z.string(),
    url: address,
    dateModified: z.iso.datetime(),
    mainEntity: ref,
  }),
  Product: product.extend(common),
  ProductGroup: z.object({
    ...common,
    productGroupID: z.string().min(1),
    variesBy: z.array(z.string().regex(/^https:\/\/schema\.org\/(color|size|material|pattern)$/)).optional(),
    hasVariant: z.array(product).min(2),
  }),
  MerchantReturnPolicy: z.object({
    "@id": address,
    applicableCountry: z.array(z.string().length(2)).min(1),
    returnPolicyCategory: z.literal("https://schema.org/MerchantReturnFiniteReturnWindow"),
    merchantReturnDays: z.number().int().min(14),
    returnMethod: address,
    returnFees: address,
  }),
  OfferShippingDetails: z.object({
    "@id": address,
    shippingRate: z.strictObject({ "@type": z.literal("MonetaryAmount"), value: amount, currency }),
    shippingDestination: z
      .array(z.strictObject({ "@type": z.literal("DefinedRegion"), addressCountry: z.string().length(2) }))
      .min(1),
    deliveryTime: z.strictObject({
      "@type": z.literal("ShippingDeliveryTime"),
      handlingTime: duration,
      transitTime: duration,
    }),
  }),
  BreadcrumbList: z.object({
    itemListElement: z
      .array(
        z.strictObject({
          "@type": z.literal("ListItem"),
          position: z.number(),
          name: z.string().min(1),
          item: address,
        }),
      )
      .min(2),
  }),
  Organization: z.object({ "@id": address, name: z.string().min(1), url: address, logo: address }),
  WebSite: z.object({
    name: z.string().min(1),
    url: address,
    publisher: ref,
    potentialAction: z.object({
      "@type": z.literal("SearchAction"),
      target: z.object({
        "@type": z.literal("EntryPoint"),
        urlTemplate: z.string().endsWith("?q={search_term_string}"),
      }),
      "query-input": z.literal("required name=search_term_string"),
    }),
  }),
};
type Node = { "@type": keyof typeof nodes; "@id"?: string };

/** The nodes of a document, each checked against what its type requires, and every reference against the nodes. */
function valid(text: string) {
  const document = JSON.parse(text) as { "@context": string; "@graph": Node[] };
  expect(document["@context"]).toBe("https://schema.org");
  for (const node of document["@graph"]) nodes[node["@type"]].parse(node);
  const ids = new Set(document["@graph"].flatMap((node) => node["@id"] ?? []));
  for (const [, id] of text.matchAll(/\{"@id":"([^"]+)"\}/g)) expect(ids).toContain(id);
  return document["@graph"];
}

const media = (key: string) => ({ key, width: 800, height: 800, alt: "" });
const euros = (minor: number) => ({ minor, currency: "EUR" });
const variant = (sku: string, color: string, more: Partial<Product["variants"][number]> = {}) => ({
  id: `var_${sku}`,
  sku,
  gtin: null,
  options: { color, finish: "nat" },
  price: euros(14_300),
  compareAt: null,
  measurePrice: null,
  weightG: 900,
  media: [],
  ...more,
});
const chair: Product = {
  id: "prd_chair",
  slug: "chair",
  name: "Chair </script>",
  tagline: "A chair",
  description: "",
  composition: "",
  care: "",
  originCountry: null,
  dimensions: null,
  returnExclusion: null,
  safety: {
    maker: {
      name: "Atelier",
      line1: "1 rue du Bois",
      postcode: "58120",
      city: "Château-Chinon",
      country: "FR",
      contact: "qualite@atelier.example",
    },
    responsible: null,
    model: "ALB-2",
    warnings: "",
  },
  brand: { name: "Kervran", about: "" },
  categories: [],
  tags: [],
  media: [media("chair.webp")],
  attributes: [],
  options: [
    { key: "color", name: "Colour", values: ["red", "blue"].map((value) => ({ value, label: value, swatch: null })) },
    { key: "finish", name: "Finish", values: [{ value: "nat", label: "Natural", swatch: null }] },
  ],
  variants: [
    variant("RED", "red", { compareAt: euros(17_900), gtin: "2480001000243" }),
    variant("BLUE", "blue", { media: [media("blue.webp")] }),
  ],
  taxRate: "0.2",
  updatedAt: "2026-11-22T08:00:00.000Z",
};
const way = (country: string, minor: number) => ({
  country,
  name: "Home",
  price: euros(minor),
  minDays: 2,
  maxDays: 3,
});
const offers: Offers = {
  asOf: "2026-11-22T09:00:00.000Z",
  handlingDays: 1,
  returnDays: 14,
  countries: ["BE", "FR", "LU"],
  variants: [
    {
      sku: "RED",
      availability: "limited",
      availableOn: null,
      shipping: [way("BE", 1290), way("FR", 0), way("LU", 1290)],
    },
    {
      sku: "BLUE",
      availability: "preorder",
      availableOn: "2026-12-15",
      shipping: [way("BE", 1290), way("FR", 0), way("LU", 1290)],
    },
  ],
};
const find = <T extends Node["@type"]>(graph: Node[], type: T) =>
  graph.filter((node) => node["@type"] === type) as unknown as z.infer<(typeof nodes)[T]>[];

describe("the product page, told to machines", () => {
  it("line 15: is a group whose variants each have an offer, and ends no script", () => {
    const text = jsonLd(...productGraph(chair, offers, "en"));
    expect(text).not.toContain("<");
    const graph = valid(text);
    const [group] = find(graph, "ProductGroup");
    expect(group).toMatchObject({
      name: "Chair </script>",
      description: "A chair",
      variesBy: ["https://schema.org/color"],
    });
    const [red, blue] = group!.hasVariant;
    expect(red).toMatchObject({ color: "red", gtin: "2480001000243", name: "Chair </script>, red, Natural" });
    expect(red!.offers).toMatchObject({
      price: "143.00",
      priceSpecification: { price: "179.00" },
      availability: "https://schema.org/LimitedAvailability",
    });
    expect(blue!.image[0]).toMatch(/blue\.webp$/);
    expect(blue!.offers).toMatchObject({
      availability: "https://schema.org/PreOrder",
      availabilityStarts: "2026-12-15",
    });
    expect(blue!.offers).not.toHaveProperty("priceSpecification");
    expect(find(graph, "ItemPage")[0]!.dateModified).toBe(offers.asOf);
  });

  it("says once how all variants ship, by price, and that nothing is known to be there when it is not", () => {
    const graph = valid(jsonLd(...productGraph(chair, { ...offers, variants: offers.variants.slice(0, 1) }, "fr")));
    const [, blue] = find(graph, "ProductGroup")[0]!.hasVariant;
    expect(blue!.offers).toMatchObject({ availability: "https://schema.org/OutOfStock" });
    expect(blue!.offers).not.toHaveProperty("shippingDetails");
    const ways = find(graph, "OfferShippingDetails");
    expect(ways.map((w) => [w.shippingRate.value, w.shippingDestination.map((d) => d.addressCountry)])).toEqual([
      ["12.90", ["BE", "LU"]],
      ["0.00", ["FR"]],
    ]);
  });

  it("has the rating and the words that the page shows, and none of it where nobody has said anything", () => {
    const said = {
      ...{
        id: "rev_1",
        stars: 4,
        title: "Solid </script>",
        text: "It stands.",
        language: "en" as const,
        name: "Anne M.",
      },
      ...{
        purchasedOn: "2026-10-01",
        publishedAt: "2026-11-01T08:00:00.000Z",
        editedAt: null,
        answer: null,
        helpful: 0,
      },
    };
    const rated = { rating: { count: 3, sum: 13, byStars: [0, 0, 0, 2, 1] }, items: [said] };
    const text = jsonLd(...productGraph(chair, offers, "en", rated));
    expect(text).not.toContain("</script>");
    expect(valid(text).find((node) => node["@type"] === "ProductGroup")).toMatchObject({
      aggregateRating: { "@type": "AggregateRating", ratingValue: 4.3, reviewCount: 3, bestRating: 5 },
      review: [{ "@type": "Review", reviewRating: { ratingValue: 4 }, author: { name: "Anne M." }, inLanguage: "en" }],
    });
    const none = { rating: { count: 0, sum: 0, byStars: [0, 0, 0, 0, 0] }, items: [] };
    for (const reviews of [none, null])
      expect(jsonLd(...productGraph(chair, offers, "en", reviews))).not.toMatch(/aggregateRating|"review"/);
  });

  it("is a plain product when there is one variant", () => {
    const [only] = chair.variants;
    const graph = valid(jsonLd(...productGraph({ ...chair, variants: [only!] }, offers, "en")));
    expect(find(graph, "Product")[0]).toMatchObject({ name: "Chair </script>", sku: "RED" });
    expect(find(graph, "ProductGroup")).toEqual([]);
  });
});

describe("the rest of the site, told to machines", () => {
  it("has steps in order, a house and a search", () => {
    const steps = [
      { name: "Home", path: "/" },
      { name: "Seating", path: "/categories/seating" },
    ];
    const graph = valid(jsonLd(breadcrumbGraph(steps, "en"), ...siteGraph({ name: "Shop", description: "All" }, "en")));
    expect(find(graph, "BreadcrumbList")[0]!.itemListElement.map((s) => [s.position, s.item])).toEqual([
      [1, "http://localhost:3000/en"],
      [2, "http://localhost:3000/en/categories/seating"],
    ]);
    expect(find(graph, "WebSite")).toHaveLength(1);
  });

  it("writes amounts with the decimals of their currency", () => {
    expect(
      [euros(5), euros(28_900), { minor: 1500, currency: "JPY" }, { minor: 1234, currency: "KWD" }].map(amountText),
    ).toEqual(["0.05", "289.00", "1500", "1.234"]);
  });
});
