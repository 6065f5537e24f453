import type { SearchDocument, SearchTexts } from "#server/modules/catalogue/search-port.ts";

type Short = {
  id: string;
  fr: [name: string, category: string, features: string[], description: string];
  en: [name: string, category: string, features: string[], description: string];
  brand: [slug: string, name: string];
  facets: Record<string, string[]>;
  codes: string[];
  price: number;
  stock?: boolean;
  day: number;
  /** Width and height in centimetres. */
  sizes?: number[];
};

/** A small shop in both languages, made so that each search rule has something to be right or wrong about. */
const short: Short[] = [
  {
    id: "prd_chair",
    fr: ["Chaise Alba", "Assises", ["Chêne naturel", "Noyer"], "Une chaise de repas légère, tissée à la main."],
    en: ["Alba chair", "Seating", ["Natural oak", "Walnut"], "A light dining chair, woven by hand."],
    brand: ["morvan", "Atelier Morvan"],
    facets: { category: ["seating"], finish: ["oak", "walnut"] },
    codes: ["MC-CHA-ALBA-NAT", "MC-CHA-ALBA-NOY", "2480001000014"],
    price: 28900,
    day: 1,
    sizes: [50, 79],
  },
  {
    id: "prd_bench",
    fr: ["Banc Ligne", "Assises", ["Chêne naturel"], "Se glisse sous une table, à côté d’une chaise Alba."],
    en: ["Ligne bench", "Seating", ["Natural oak"], "Slides under a table, next to an Alba chair."],
    brand: ["morvan", "Atelier Morvan"],
    facets: { category: ["seating"], finish: ["oak"] },
    codes: ["MC-BAN-LIGNE-NAT"],
    price: 34900,
    day: 2,
    sizes: [140],
  },
  {
    id: "prd_armchair",
    fr: ["Fauteuil Nuage", "Assises", ["Lin écru"], "Profond, pour lire tard."],
    en: ["Nuage armchair", "Seating", ["Natural linen"], "Deep, for reading late."],
    brand: ["comptoir", "Maison Comptoir"],
    facets: { category: ["seating"], finish: ["linen"] },
    codes: ["MC-FAU-NUAGE"],
    price: 89000,
    day: 3,
    sizes: [82],
  },
  {
    id: "prd_table",
    fr: ["Table Marceau", "Tables", ["Chêne naturel"], "Une table de repas pour huit."],
    en: ["Marceau dining table", "Tables", ["Natural oak"], "A dining table for eight."],
    brand: ["morvan", "Atelier Morvan"],
    facets: { category: ["tables"], finish: ["oak"] },
    codes: ["MC-TAB-MARCEAU"],
    price: 99000,
    day: 4,
    sizes: [180],
  },
  {
    id: "prd_coffee_table",
    fr: ["Table basse Galet", "Tables", ["Noyer"], "Un plateau en galet."],
    en: ["Galet coffee table", "Tables", ["Walnut"], "A top shaped like a pebble."],
    brand: ["morvan", "Atelier Morvan"],
    facets: { category: ["tables"], finish: ["walnut"] },
    codes: ["MC-TAB-GALET"],
    price: 45900,
    stock: false,
    day: 5,
    sizes: [61],
  },
  {
    id: "prd_pendant",
    fr: ["Suspension Coupole", "Luminaires", ["Laiton", "Noir"], "Tôle repoussée, au-dessus d’une table."],
    en: ["Coupole pendant", "Lighting", ["Brass", "Black"], "Spun steel, above a table."],
    brand: ["kervran", "Kervran"],
    facets: { category: ["lighting"], finish: ["brass", "black"] },
    codes: ["MC-SUS-COUPOLE"],
    price: 18900,
    day: 6,
  },
  {
    id: "prd_teapot",
    fr: ["Théière Brume", "Arts de la table", ["Grès craie"], "Pour quatre tasses."],
    en: ["Brume teapot", "Tableware", ["Chalk stoneware"], "For four cups."],
    brand: ["olt", "Terres d’Olt"],
    facets: { category: ["tableware"], finish: ["chalk"] },
    codes: ["MC-THE-BRUME"],
    price: 6900,
    day: 7,
  },
  {
    id: "prd_rack",
    fr: ["Porte-manteau Ricochet", "Rangement", ["Frêne"], "Cinq patères."],
    en: ["Ricochet coat rack", "Storage", ["Ash"], "Five hooks."],
    brand: ["morvan", "Atelier Morvan"],
    facets: { category: ["storage"], finish: ["ash"] },
    codes: ["MC-POR-RICOCHET"],
    price: 7900,
    day: 8,
  },
];

const texts = ([name, category, features, description]: Short["fr"], brand: string): SearchTexts => {
  return { name, tagline: "", description, brand, categories: [category], features, tags: [] };
};

export const searchCatalogue: SearchDocument[] = short.map((s) => ({
  productId: s.id,
  texts: { fr: texts(s.fr, s.brand[1]), en: texts(s.en, s.brand[1]) },
  codes: s.codes,
  sizesCm: s.sizes ?? [],
  facets: {
    ...s.facets,
    brand: [s.brand[0]],
    price: [String([5000, 10000, 25000, 50000].filter((end) => s.price >= end).length)],
  },
  priceFrom: s.price,
  measures: {
    ...(s.sizes?.[0] && { size_width: s.sizes[0] * 10 }),
    ...(s.sizes?.[1] && { size_height: s.sizes[1] * 10 }),
  },
  inStock: s.stock ?? true,
  listedAt: Date.UTC(2026, 0, s.day),
  // The house shows its newest first.
  positions: Object.fromEntries((s.facets.category ?? []).map((slug) => [slug, 100 - s.day])),
}));
