import type { Locale } from "#server/kernel/locales.ts";
import { hardware } from "./hardware.ts";
import type { Labelled, QueryKind } from "./queries.ts";

/** What staff of a hardware shop would have entered. */
export const hardwareSynonyms: readonly (readonly string[])[] = [
  ["clé à molette", "clé anglaise", "spanner", "adjustable wrench"],
  ["mètre ruban", "décamètre", "measuring tape", "tape measure"],
  ["papier abrasif", "papier de verre", "papier émeri", "sandpaper"],
  ["white-spirit", "diluant", "thinner"],
  ["bombe de peinture", "aérosol", "spray paint"],
  ["foret", "mèche", "drill bit"],
  ["verrou", "targette", "door bolt"],
  ["pied-de-biche", "pince-monseigneur", "crowbar", "pry bar"],
  ["bac", "caisse", "crate", "bin"],
  ["inox", "stainless"],
];

/** The very things. Who names a variety or a house has no use for another: of steel there is nothing to see by "brass". */
function wanted(kind: string, variety?: string, maker?: string): Labelled["wanted"] {
  const right = hardware.filter(
    (product) =>
      product.kind === kind && (!variety || product.variety === variety) && (!maker || product.maker === maker),
  );
  if (right.length === 0) throw new RangeError(`nothing is ${kind} ${variety} ${maker}`);
  return Object.fromEntries(right.map(({ slug }) => [slug, 3]));
}

const ask = (
  kind: QueryKind,
  locale: Locale,
  rows: readonly (readonly [text: string, of: string, variety?: string, maker?: string])[],
): Labelled[] => rows.map(([text, ...of]) => ({ text, locale, kind, wanted: wanted(...of) }));

const byCode = (text: string, of: (product: (typeof hardware)[number]) => readonly string[]): Labelled => {
  const found = hardware.filter((product) =>
    of(product).some((code) => code.replaceAll("-", "") === text.replaceAll(/[- ]/g, "").toUpperCase()),
  );
  if (found.length !== 1) throw new RangeError(`${text} names ${found.length} products`);
  return { text, locale: "fr", kind: "sku", wanted: { [found[0]?.slug ?? ""]: 3 } };
};

/** Judged by hand, before looking at what an engine says. */
export const hardwareQueries: readonly Labelled[] = [
  ...ask("exact", "fr", [
    ["vis à bois", "vbo"],
    ["boulon", "bou"],
    ["écrou", "ecr"],
    ["niveau à bulle", "niv"],
    ["tournevis", "tou"],
    ["arrosoir", "arr"],
    ["poignée de porte", "poi"],
    ["cadenas ostrevent", "cad", undefined, "Ostrevent"],
    ["gants", "gan"],
    ["marteau", "mar"],
  ]),
  ...ask("exact", "en", [
    ["wood screw", "vbo"],
    ["padlock", "cad"],
    ["door handle", "poi"],
    ["garden hose", "tuy"],
    ["spirit level", "niv"],
    ["sanding block", "cab"],
  ]),
  ...ask("typo", "fr", [
    ["tourneviss", "tou"],
    ["charniere", "cha2"],
    ["poigné de porte", "poi"],
    ["cadena", "cad"],
    ["arosoir", "arr"],
    ["equere", "equ"],
    ["rondele", "ron"],
    ["boullon inox", "bou"],
  ]),
  ...ask("typo", "en", [
    ["screwdrivr", "tou"],
    ["hamer", "mar"],
    ["waterng can", "arr"],
    ["sandpapper", "pab"],
  ]),
  ...ask("synonym", "fr", [
    ["clé anglaise", "cle"],
    ["papier de verre", "pab"],
    ["diluant", "whi"],
    ["mèche béton", "for"],
    ["targette laiton", "ver", "la"],
  ]),
  ...ask("synonym", "en", [
    ["spanner", "cle"],
    ["measuring tape", "met"],
    ["pry bar", "pib"],
  ]),
  ...ask("attribute", "fr", [
    ["vis à bois inox A4", "vbo", "a4"],
    ["charnière laiton", "cha2", "la"],
    ["niveau 60 cm", "niv", "60cm"],
    ['serre-joint 24"', "sdm", "60cm"],
    ["papier abrasif grain 120", "pab", "g120"],
    ["foret métal", "for", "me"],
    ["seau 10 litres", "sea", "10l"],
    ["laque rouge", "lab", "rg"],
  ]),
  ...ask("attribute", "en", [
    ["brass door handle", "poi", "la"],
    ["red padlock", "cad", "rg"],
    ["spirit level 16 in", "niv", "40cm"],
    ["180 grit sandpaper", "pab", "g180"],
  ]),
  byCode("FER-VBO-A2-4X40MM", ({ skus }) => skus),
  byCode("ost niv 80cm", ({ skus }) => skus),
  byCode("OSTPOILA", ({ skus }) => skus),
  byCode(hardware[123]?.gtins[0] ?? "", ({ gtins }) => gtins),
  { text: "zqxwvk", locale: "fr", kind: "none", wanted: {} },
  { text: "qqqzzzxxx", locale: "en", kind: "none", wanted: {} },
];
