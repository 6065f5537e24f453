import { normalise } from "./text.ts";

/** Words of the trade that mean the same, both languages together. Each line: any of them finds all of them. */
const groups: readonly (readonly string[])[] = [
  ["canapé", "sofa", "divan", "couch"],
  ["fauteuil", "armchair"],
  ["tabouret", "pouf", "stool"],
  ["chaise", "chair"],
  ["banc", "banquette", "bench"],
  ["suspension", "lustre", "plafonnier", "pendant", "chandelier"],
  ["applique", "wall light", "sconce"],
  ["lampadaire", "lampe sur pied", "floor lamp"],
  ["lampe de chevet", "lampe à poser", "table lamp", "bedside lamp"],
  ["tasse", "mug", "cup"],
  ["verre", "gobelet", "tumbler"],
  ["bol", "saladier", "bowl"],
  ["assiette", "plate"],
  ["étagère", "bibliothèque", "shelf", "bookshelf", "bookcase"],
  ["buffet", "commode", "enfilade", "bahut", "sideboard"],
  ["guéridon", "table d'appoint", "bout de canapé", "side table"],
  ["table basse", "coffee table"],
  ["table à manger", "dining table"],
  ["porte-manteau", "patère", "coat rack", "coat hook"],
  ["cache-pot", "jardinière", "pot de fleurs", "planter"],
  ["panier", "corbeille", "basket"],
  ["coussin", "oreiller", "cushion", "pillow"],
  ["horloge", "pendule", "clock"],
  ["bougeoir", "chandelier", "candle holder", "candlestick"],
  ["bureau", "secrétaire", "desk"],
  ["théière", "teapot"],
  ["carafe", "pichet", "jug", "pitcher"],
  ["miroir", "glace", "mirror"],
  ["moulin à poivre", "moulin", "mill", "grinder"],
  ["planche à découper", "planche", "chopping board", "cutting board"],
  ["plateau", "tray"],
  ["chêne", "oak"],
  ["noyer", "walnut"],
  ["frêne", "ash"],
  ["laiton", "brass"],
  ["grès", "stoneware"],
  ["osier", "rotin", "willow", "wicker", "rattan"],
];

const byPhrase = new Map<string, Set<string>>();
for (const group of groups) {
  const phrases = group.map(normalise);
  for (const phrase of phrases) {
    const others = byPhrase.get(phrase) ?? new Set<string>();
    for (const other of phrases) if (other !== phrase) others.add(other);
    byPhrase.set(phrase, others);
  }
}

/** Plurals of both languages end in s or x; good enough to look a synonym up. */
const singular = (phrase: string): string => phrase.replace(/(?<=\p{L}{3})[sx](?= |$)/gu, "");

/** Normalised phrases that mean the same as this normalised one. */
export function synonymsOf(phrase: string): string[] {
  return [...(byPhrase.get(phrase) ?? byPhrase.get(singular(phrase)) ?? [])];
}

/** The longest phrase that has synonyms, in words. */
export const longestPhrase = Math.max(...[...byPhrase.keys()].map((phrase) => phrase.split(" ").length));

/** Every phrase with its synonyms, for engines that keep the table themselves. */
export function synonymTable(): Record<string, string[]> {
  return Object.fromEntries([...byPhrase].map(([phrase, others]) => [phrase, [...others]]));
}
