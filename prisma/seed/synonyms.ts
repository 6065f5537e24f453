import { saveSynonyms } from "#server/modules/catalogue/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";

/** Words of the furnishing trade that mean the same, both languages together. */
export const demoSynonyms: readonly (readonly string[])[] = [
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

/** What the demo shop's staff would have entered by hand. */
export async function seedSynonyms(tx: Tx): Promise<void> {
  for (const terms of demoSynonyms) await saveSynonyms(tx, { terms: [...terms] }, bySystem);
}
