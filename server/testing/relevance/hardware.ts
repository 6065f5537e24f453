// A catalogue of another trade, made of word lists of our own: a hardware shop of 400 products in French and English, as files
// that come in through the import. Always the same: names, sizes, SKUs and GTINs follow from the place in the lists.
import { type Cells, csv } from "#server/flows/import-catalogue/fixtures.ts";
import type { Locale } from "#server/kernel/locales.ts";

type Words = readonly [fr: string, en: string];
type Variety = { code: string; words: Words };

const varieties = (rows: readonly (readonly [code: string, fr: string, en: string])[]): readonly Variety[] =>
  rows.map(([code, fr, en]) => ({ code, words: [fr, en] }));

const metals = varieties([
  ["zn", "acier zingué", "zinc-plated steel"],
  ["a2", "inox A2", "stainless steel A2"],
  ["a4", "inox A4", "stainless steel A4"],
  ["la", "laiton", "brass"],
  ["no", "acier noir", "black steel"],
]);
const colours = varieties([
  ["rg", "rouge", "red"],
  ["bl", "bleu", "blue"],
  ["vt", "vert", "green"],
  ["jn", "jaune", "yellow"],
  ["gr", "gris", "grey"],
]);
const lengths = varieties([40, 60, 80, 100, 120].map((cm) => [`${cm}cm`, `${cm} cm`, `${cm} cm`]));
const grits = varieties([40, 80, 120, 180, 240].map((grit) => [`g${grit}`, `grain ${grit}`, `${grit} grit`]));
const litres = varieties([1, 2, 5, 10, 15].map((l) => [`${l}l`, `${l} litres`, `${l} litres`]));
const uses = varieties([
  ["bo", "bois", "wood"],
  ["me", "métal", "metal"],
  ["ma", "maçonnerie", "masonry"],
  ["ve", "verre", "glass"],
  ["ca", "carrelage", "tile"],
]);
const screwSizes = ["3 × 20 mm", "4 × 40 mm", "5 × 60 mm"];
const boltSizes = ["M6", "M8", "M10"];
const diameters = ["5 mm", "8 mm", "10 mm"];
const one = ["Unique"];

/** Code, name, department, varieties, sizes of each and a price in cents. */
type Kind = readonly [
  code: string,
  fr: string,
  en: string,
  department: string,
  of: readonly Variety[],
  sizes: readonly string[],
  cents: number,
];

const departments: Record<string, Words> = {
  fix: ["Visserie et fixations", "Screws and fixings"],
  hand: ["Outillage à main", "Hand tools"],
  power: ["Accessoires de machines", "Power tool accessories"],
  paint: ["Peinture et finitions", "Paint and finishes"],
  door: ["Quincaillerie de porte", "Door hardware"],
  garden: ["Jardin", "Garden"],
  safety: ["Protection", "Safety"],
  storage: ["Rangement d’atelier", "Workshop storage"],
};

const kinds: readonly Kind[] = [
  ["vbo", "Vis à bois tête fraisée", "Countersunk wood screw", "fix", metals, screwSizes, 690],
  ["vpl", "Vis à plaque de plâtre", "Drywall screw", "fix", metals, screwSizes, 590],
  ["bou", "Boulon à tête hexagonale", "Hexagon bolt", "fix", metals, boltSizes, 890],
  ["ecr", "Écrou frein", "Lock nut", "fix", metals, boltSizes, 450],
  ["ron", "Rondelle plate", "Flat washer", "fix", metals, boltSizes, 290],
  ["tif", "Tige filetée", "Threaded rod", "fix", metals, boltSizes, 520],
  ["clo", "Clou tête plate", "Flat head nail", "fix", metals, ["30 mm", "50 mm", "70 mm"], 480],
  ["cro", "Crochet à visser", "Screw hook", "fix", metals, one, 350],
  ["equ", "Équerre d’assemblage", "Angle bracket", "fix", metals, ["50 mm", "90 mm"], 320],
  ["cha", "Chaîne soudée", "Welded chain", "fix", metals, one, 1290],
  ["niv", "Niveau à bulle", "Spirit level", "hand", lengths, one, 2490],
  ["reg", "Règle de maçon", "Straight edge", "hand", lengths, one, 1890],
  ["sdm", "Serre-joint", "Bar clamp", "hand", lengths, one, 1690],
  ["pib", "Pied-de-biche", "Crowbar", "hand", lengths, one, 1590],
  ["tou", "Tournevis plat", "Flat screwdriver", "hand", colours, ["75 mm", "125 mm"], 790],
  ["pin", "Pince coupante", "Side cutter", "hand", colours, one, 1490],
  ["mar", "Marteau de charpentier", "Framing hammer", "hand", colours, one, 2290],
  ["cut", "Cutter à lame sécable", "Snap-off knife", "hand", colours, one, 590],
  ["met", "Mètre ruban", "Tape measure", "hand", colours, ["3 m", "5 m"], 890],
  ["cle", "Clé à molette", "Adjustable wrench", "hand", colours, ["200 mm", "250 mm"], 1990],
  ["for", "Foret", "Drill bit", "power", uses, diameters, 590],
  ["lsa", "Lame de scie sauteuse", "Jigsaw blade", "power", uses, one, 790],
  ["dtr", "Disque à tronçonner", "Cutting disc", "power", uses, ["115 mm", "125 mm"], 490],
  ["sci", "Scie cloche", "Hole saw", "power", uses, ["35 mm", "68 mm"], 1390],
  ["pab", "Papier abrasif", "Sandpaper", "power", grits, one, 390],
  ["dab", "Disque abrasif autoagrippant", "Hook-and-loop sanding disc", "power", grits, one, 690],
  ["cab", "Cale à poncer", "Sanding block", "power", grits, one, 450],
  ["lab", "Laque brillante", "Gloss enamel", "paint", colours, ["0,5 litre", "2 litres"], 2190],
  ["pmu", "Peinture murale mate", "Matt wall paint", "paint", colours, ["1 litre", "5 litres"], 3290],
  ["aer", "Bombe de peinture", "Spray paint", "paint", colours, one, 990],
  ["sea", "Seau de chantier", "Builder’s bucket", "paint", litres, one, 490],
  ["whi", "White-spirit", "White spirit", "paint", litres, one, 590],
  ["poi", "Poignée de porte", "Door handle", "door", metals, one, 2990],
  ["cha2", "Charnière universelle", "Butt hinge", "door", metals, ["60 mm", "80 mm"], 490],
  ["ver", "Verrou à bouton", "Door bolt", "door", metals, one, 1290],
  ["cad", "Cadenas", "Padlock", "door", colours, ["30 mm", "50 mm"], 1390],
  ["arr", "Arrosoir", "Watering can", "garden", litres, one, 1190],
  ["tuy", "Tuyau d’arrosage", "Garden hose", "garden", colours, ["15 m", "25 m"], 2790],
  ["gan", "Gants de travail", "Work gloves", "safety", colours, ["Taille 8", "Taille 10"], 690],
  ["bac", "Bac de rangement empilable", "Stackable storage bin", "storage", litres, one, 590],
];

/** Houses that do not exist. Each makes everything once. */
const makers = ["Ferrolane", "Ostrevent"];

export type HardwareProduct = {
  slug: string;
  kind: string;
  variety: string;
  maker: string;
  skus: string[];
  gtins: string[];
};

/** GS1's range for use inside of one house: such a number is nobody else's. */
function gtin(n: number): string {
  const digits = `20${String(n).padStart(10, "0")}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const slug = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const entries = kinds.flatMap((kind) =>
  kind[4].flatMap((variety) => makers.map((maker) => ({ kind, variety, maker }))),
);

const handleOf = ({ kind, variety, maker }: (typeof entries)[number]): string =>
  slug(`${kind[1]} ${variety.words[0]} ${maker}`);

function rowsOf(entry: (typeof entries)[number], at: number, locale: Locale): Cells[] {
  const [code, fr, en, department, , sizes, cents] = entry.kind;
  const { variety, maker } = entry;
  const of = locale === "fr" ? 0 : 1;
  const [name, place] = [[fr, en][of] ?? fr, departments[department]?.[of] ?? department];
  const made = of === 0 ? "Pour l’atelier et le chantier." : "For the workshop and the building site.";
  return sizes.map((size, i) => ({
    Handle: handleOf(entry),
    ...(i === 0 && {
      Title: `${name} ${variety.words[of]} ${maker}`,
      "Body (HTML)": `<p>${name}, ${variety.words[of]}. ${made} ${place}.</p>`,
      Vendor: maker,
      // Departments keep the name under which they came first.
      Type: departments[department]?.[0] ?? department,
      "Option1 Name": "Taille",
    }),
    "Option1 Value": size,
    "Variant SKU": skuOf(code, variety, maker, size, sizes),
    "Variant Inventory Qty": String((at * 7 + i) % 40),
    "Variant Price": ((cents + ((at * 37) % 200) + i * 90) / 100).toFixed(2),
    "Variant Barcode": gtin(at * 10 + i + 1),
  }));
}

function skuOf(code: string, variety: Variety, maker: string, size: string, sizes: readonly string[]): string {
  const parts = [
    maker.slice(0, 3),
    code,
    variety.code,
    ...(sizes.length > 1 ? [slug(size.replaceAll("×", "x")).replaceAll("-", "")] : []),
  ];
  return parts.join("-").toUpperCase();
}

/** The file of the whole catalogue in one language; the second one adds its texts to what the first brought in. */
export const hardwareFile = (locale: Locale): string => csv(entries.flatMap((entry, i) => rowsOf(entry, i, locale)));

/** What is in it, to label queries by. */
export const hardware: readonly HardwareProduct[] = entries.map((entry, at) => {
  const rows = rowsOf(entry, at, "fr");
  return {
    slug: handleOf(entry),
    kind: entry.kind[0],
    variety: entry.variety.code,
    maker: entry.maker,
    skus: rows.map((row) => row["Variant SKU"] ?? ""),
    gtins: rows.map((row) => row["Variant Barcode"] ?? ""),
  };
});
