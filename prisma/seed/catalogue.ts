import path from "node:path";
import type { NetContent } from "#server/kernel/unit-price.ts";
import { attributeSlug } from "#server/modules/catalogue/attribute-contract.ts";
import {
  createAttributes,
  createBrands,
  createCategories,
  createFamilies,
  createMakers,
  createProducts,
  type NewAttribute,
  type NewMaker,
  type NewProduct,
} from "#server/modules/catalogue/index.ts";
import { addPrices, rememberPrices } from "#server/modules/pricing/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { storeMedia } from "#server/platform/media.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { type DemoCatalogue, type DemoProduct, readDemoPicture } from "./demo-data.ts";
import { webPriceList } from "./setup.ts";

/** Shown first on the home page. */
const featured = new Set([
  "chaise-alba",
  "fauteuil-nuage",
  "suspension-coupole",
  "table-basse-galet",
  "vase-colline",
  "mug-gres",
  "miroir-lune",
  "bibliotheque-trame",
]);

/** Reduced now, in percent of the former price. */
const reductions: Record<string, number> = {
  "gueridon-pion": 20,
  "lampe-cepe": 15,
  "coussin-lin": 25,
  "porte-manteau-ricochet": 20,
};

const materials = {
  wood: { fr: "Bois", en: "Wood" },
  metal: { fr: "Métal", en: "Metal" },
  ceramic: { fr: "Céramique", en: "Ceramic" },
  glass: { fr: "Verre", en: "Glass" },
  textile: { fr: "Textile", en: "Textile" },
  wicker: { fr: "Osier", en: "Willow" },
} as const;

/** What a product is mainly made of, after its own composition text; wood unless said here. */
const materialOf: Record<string, keyof typeof materials> = {
  "fauteuil-nuage": "textile",
  "bibliotheque-trame": "metal",
  "suspension-coupole": "metal",
  "lampe-cepe": "ceramic",
  "lampadaire-arche": "metal",
  "applique-halo": "metal",
  "mug-gres": "ceramic",
  "bol-gres": "ceramic",
  "assiette-gres": "ceramic",
  "carafe-source": "glass",
  "gobelet-source": "glass",
  "theiere-brume": "ceramic",
  "vase-colline": "ceramic",
  "bougeoir-trio": "metal",
  "miroir-lune": "glass",
  "cache-pot-terrasse": "ceramic",
  "coussin-lin": "textile",
  "panier-osier": "wicker",
};

/** The origin's choices are the countries that the goods come from: said by the demo catalogue. */
const attributesOf = (demo: DemoCatalogue): NewAttribute[] => [
  {
    key: "material",
    label: { fr: "Matière principale", en: "Main material" },
    type: "choice",
    filterable: true,
    choices: Object.values(materials).map((label) => ({ value: attributeSlug(label.fr), label })),
  },
  {
    key: "origin",
    label: { fr: "Fabriqué en", en: "Made in" },
    type: "choice",
    filterable: true,
    choices: [
      ...new Map(
        demo.products.map((product) => [
          attributeSlug(product.origin_name.fr),
          { value: attributeSlug(product.origin_name.fr), label: product.origin_name },
        ]),
      ).values(),
    ],
  },
  { key: "weight", label: { fr: "Poids", en: "Weight" }, type: "number", unit: "kg" },
];

/**
 * Who makes the brands' goods. Terres d'Olt has its stoneware thrown outside of the Union, so that the shop shows a person
 * who answers for it here. All invented.
 */
const makers: { brand: string; maker: NewMaker }[] = [
  {
    brand: "morvan",
    maker: {
      name: "Atelier Morvan SARL",
      line1: "14 route des Scieries",
      postcode: "58120",
      city: "Château-Chinon",
      country: "FR",
      contact: "securite@atelier-morvan.example",
    },
  },
  {
    brand: "kervran",
    maker: {
      name: "Kervran Métal SAS",
      line1: "3 zone artisanale de Kergonan",
      postcode: "29200",
      city: "Brest",
      country: "FR",
      contact: "https://kervran.example/contact",
    },
  },
  {
    brand: "olt",
    maker: {
      name: "Olt Pottery Ltd",
      line1: "7 Kiln Lane",
      postcode: "ST4 2PA",
      city: "Stoke-on-Trent",
      country: "GB",
      contact: "safety@olt-pottery.example",
      responsible: {
        name: "Maison Comptoir SAS",
        line1: "12 rue des Frères Lumière",
        postcode: "69008",
        city: "Lyon",
        country: "FR",
        contact: "securite@maison-comptoir.example",
      },
    },
  },
  {
    brand: "comptoir",
    maker: {
      name: "Maison Comptoir SAS",
      line1: "12 rue des Frères Lumière",
      postcode: "69008",
      city: "Lyon",
      country: "FR",
      contact: "securite@maison-comptoir.example",
    },
  },
];

/** What is to be warned of; the others were looked at and need no warning. */
const warnings: Record<string, { fr: string; en: string }> = {
  "bibliotheque-trame": {
    fr: "Fixer au mur avec l’équerre et les chevilles fournies : un meuble qui bascule peut blesser grièvement un enfant.",
    en: "Fix to the wall with the bracket and plugs supplied: furniture that tips over can seriously injure a child.",
  },
  "etagere-filin": {
    fr: "Charge maximale : 12 kg par tablette, murs pleins uniquement.",
    en: "Maximum load: 12 kg per shelf, solid walls only.",
  },
  "suspension-coupole": {
    fr: "Couper le courant avant la pose. Ampoule E27, 40 W au plus.",
    en: "Switch off the mains before fitting. E27 bulb, 40 W at most.",
  },
  "bougeoir-trio": {
    fr: "Ne jamais laisser une bougie allumée sans surveillance, ni à portée des enfants et des animaux.",
    en: "Never leave a burning candle unattended or within reach of children or pets.",
  },
  "theiere-brume": {
    fr: "L’anse et le couvercle chauffent : servir avec un linge.",
    en: "Handle and lid get hot: pour with a cloth.",
  },
};

type Structure = {
  brands: Map<string, string>;
  categories: Map<string, string>;
  families: Map<string, string>;
  attributes: Map<string, string>;
};

/** Sets ("Lot de 4") say how many they hold, for the price of one piece. */
function piecesIn(product: DemoProduct, variant: DemoProduct["variants"][number]): NetContent | null {
  const chosen = product.options.flatMap(({ key, values }) =>
    values.flatMap(({ value, label }) => (variant.option_values[key] === value ? [label.fr] : [])),
  );
  const amount = /^Lot de (\d+)$/.exec(chosen.find((label) => label.startsWith("Lot de ")) ?? "")?.[1];
  return amount ? { amount, unit: "piece" } : null;
}

const day = 24 * 3_600_000;

function toNewProduct(
  product: DemoProduct,
  position: number,
  structure: Structure,
  keys: ReadonlyMap<string, string>,
  now: number,
): NewProduct {
  const categoryId = structure.categories.get(product.family);
  const values: Record<string, string | number> = {
    material: attributeSlug(materials[materialOf[product.slug] ?? "wood"].fr),
    origin: attributeSlug(product.origin_name.fr),
    weight: product.weight_g / 1000,
  };
  return {
    slug: product.slug,
    status: "active",
    name: product.name,
    tagline: product.tagline,
    description: product.description,
    composition: product.composition,
    care: product.care,
    originCountry: product.origin_country,
    dimensions: {
      widthMm: product.dimensions_mm.w,
      depthMm: product.dimensions_mm.d,
      heightMm: product.dimensions_mm.h,
    },
    warnings: warnings[product.slug] ?? {},
    noWarnings: !(product.slug in warnings),
    tags: featured.has(product.slug) ? [...product.tags, "featured"] : product.tags,
    brandId: structure.brands.get(product.brand) ?? null,
    familyId: structure.families.get(product.family) ?? null,
    categories: categoryId ? [{ id: categoryId, position }] : [],
    attributes: Object.entries(values).map(([key, value]) => ({
      attributeId: structure.attributes.get(key) ?? "",
      value,
    })),
    media: product.images.map((image) => ({
      ref: image.file,
      key: keys.get(image.file) ?? null,
      width: image.width,
      height: image.height,
      alt: image.alt,
    })),
    options: product.options,
    variants: product.variants.map((variant) => ({
      sku: variant.sku,
      gtin: variant.barcode,
      weightG: variant.weight_g,
      netContent: piecesIn(product, variant),
      options: variant.option_values,
      mediaRefs: variant.images,
    })),
    // Spread over the last months, so that "newest" means something.
    createdAt: new Date(now - ((position * 37) % 97) * day),
  };
}

/** Prices in major units: reduced ones are rounded to whole euros and compared with the former price. */
function priceOf(slug: string, cents: number): { unitPrice: string; compareAt: string | null } {
  const percent = reductions[slug];
  const full = (cents / 100).toFixed(2);
  if (!percent) return { unitPrice: full, compareAt: null };
  return { unitPrice: String(Math.round((cents * (100 - percent)) / 10_000)), compareAt: full };
}

/** Copies the pictures into the media store; gives their keys by file name. Safe to repeat. */
export async function storeDemoPictures(demo: DemoCatalogue): Promise<Map<string, string>> {
  const banners = demo.families.map((family) => family.banner.file);
  const files = new Set([...banners, ...demo.products.flatMap((p) => p.images.map((image) => image.file))]);
  const stored = await Promise.all(
    [...files].map(async (file) => {
      const folder = banners.includes(file) ? "categories" : "products";
      return [file, await storeMedia(folder, path.basename(file), await readDemoPicture(file))] as const;
    }),
  );
  return new Map(stored);
}

/** Brands, families with attributes, categories with banners, products and their prices. */
export async function seedCatalogue(
  tx: Tx,
  demo: DemoCatalogue,
  keys: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const attributes = await createAttributes(tx, attributesOf(demo));
  const brands = await createBrands(tx, demo.brands);
  await createMakers(
    tx,
    makers.map(({ brand, maker }) => ({ ...maker, brandIds: [brands.get(brand) ?? ""] })),
  );
  const structure: Structure = {
    attributes,
    brands,
    categories: await createCategories(
      tx,
      demo.families.map(({ banner, ...family }) => ({
        slug: family.slug,
        name: family.name,
        lead: family.lead,
        banner: { key: keys.get(banner.file) ?? "", width: banner.width, height: banner.height, alt: banner.alt },
      })),
    ),
    families: await createFamilies(
      tx,
      demo.families.map(({ slug, name }) => ({
        code: slug,
        name,
        attributes: [...attributes].map(([key, attributeId]) => ({ attributeId, required: key !== "weight" })),
      })),
    ),
  };
  const created = await createProducts(
    tx,
    demo.products.map((product, position) => toNewProduct(product, position, structure, keys, now.getTime())),
  );
  const list = await tx.priceList.findUniqueOrThrow({ where: { code: webPriceList }, select: { id: true } });
  const cents = new Map(
    demo.products.flatMap((p) => p.variants.map((v) => [v.sku, { slug: p.slug, cents: v.price_cents }] as const)),
  );
  const prices = created.flatMap(({ variants }) =>
    variants.map(({ id, sku }) => {
      const price = cents.get(sku);
      if (!price) throw new Error(`no price for ${sku}`);
      return { variantId: id, ...priceOf(price.slug, price.cents) };
    }),
  );
  await addPrices(tx, list.id, prices);
  // Reductions begin today; everything was sold at its full price before.
  await rememberPrices(
    tx,
    list.id,
    prices.map(({ variantId, unitPrice, compareAt }) => ({ variantId, unitPrice: compareAt ?? unitPrice })),
    new Date(now.getTime() - 60 * day),
  );
  // Two minutes of work that nobody waits for: who looks earlier has what they look at rendered at once.
  enqueue(tx, "render-media", {}, { runAt: new Date(Date.now() + 3 * 60_000) });
}
