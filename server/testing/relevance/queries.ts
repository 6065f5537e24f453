import type { Locale } from "#server/kernel/locales.ts";

export const queryKinds = ["exact", "typo", "synonym", "attribute", "sku", "none"] as const;
export type QueryKind = (typeof queryKinds)[number];

/** A query with what a shopper hopes to see: slug → how much, 3 the very thing, 2 of the same kind, 1 of some use. */
export type Labelled = { text: string; locale: Locale; kind: QueryKind; wanted: Readonly<Record<string, 1 | 2 | 3>> };

const ask = (
  kind: QueryKind,
  locale: Locale,
  rows: readonly (readonly [text: string, wanted: Labelled["wanted"]])[],
): Labelled[] => rows.map(([text, wanted]) => ({ text, locale, kind, wanted }));

/** Judged by hand on the demo shop, before looking at what an engine says. */
export const labelledQueries: readonly Labelled[] = [
  ...ask("exact", "fr", [
    ["chaise alba", { "chaise-alba": 3 }],
    ["table basse", { "table-basse-galet": 3, "gueridon-pion": 1 }],
    ["suspension", { "suspension-coupole": 3 }],
    ["théière", { "theiere-brume": 3 }],
    ["porte manteau", { "porte-manteau-ricochet": 3 }],
    ["étagère", { "etagere-filin": 3, "bibliotheque-trame": 2 }],
    ["lampe", { "lampe-cepe": 3, "lampadaire-arche": 2, "applique-halo": 1, "suspension-coupole": 1 }],
    ["miroir rond", { "miroir-lune": 3 }],
    ["cache pot", { "cache-pot-terrasse": 3 }],
    ["vase", { "vase-colline": 3 }],
    ["bureau", { "bureau-plume": 3 }],
    ["coussin", { "coussin-lin": 3 }],
  ]),
  ...ask("exact", "en", [
    ["alba chair", { "chaise-alba": 3 }],
    ["coffee table", { "table-basse-galet": 3, "gueridon-pion": 1 }],
    ["floor lamp", { "lampadaire-arche": 3 }],
    ["teapot", { "theiere-brume": 3 }],
    ["mirror", { "miroir-lune": 3 }],
    ["wall shelf", { "etagere-filin": 3 }],
    ["desk", { "bureau-plume": 3 }],
    ["bench", { "banc-ligne": 3 }],
  ]),
  ...ask("typo", "fr", [
    ["chese alba", { "chaise-alba": 3 }],
    ["chiase", { "chaise-alba": 3 }],
    ["suspention", { "suspension-coupole": 3 }],
    ["teiere", { "theiere-brume": 3 }],
    ["fauteil", { "fauteuil-nuage": 3 }],
    ["bibliotheke", { "bibliotheque-trame": 3 }],
    ["assiete gres", { "assiette-gres": 3 }],
    ["horloje", { "horloge-midi": 3 }],
    ["portemanteaux", { "porte-manteau-ricochet": 3 }],
    ["gobelet sourse", { "gobelet-source": 3, "carafe-source": 1 }],
    ["lampadere", { "lampadaire-arche": 3 }],
    ["mirroir", { "miroir-lune": 3 }],
  ]),
  ...ask("typo", "en", [
    ["chiar", { "chaise-alba": 3 }],
    ["mirorr", { "miroir-lune": 3 }],
    ["bookshelv", { "bibliotheque-trame": 3, "etagere-filin": 1 }],
    ["tepot", { "theiere-brume": 3 }],
    ["armchiar", { "fauteuil-nuage": 3 }],
    ["cushon", { "coussin-lin": 3 }],
  ]),
  ...ask("synonym", "fr", [
    ["lustre", { "suspension-coupole": 3 }],
    ["pendule", { "horloge-midi": 3 }],
    ["pichet", { "carafe-source": 3 }],
    ["tasse", { "mug-gres": 3 }],
    ["patère", { "porte-manteau-ricochet": 3 }],
    ["saladier", { "bol-gres": 3 }],
    ["corbeille", { "panier-osier": 3 }],
    ["glace", { "miroir-lune": 3 }],
    ["commode", { "buffet-rivage": 3 }],
    ["planche à découper", { "planche-ormeau": 3 }],
  ]),
  ...ask("synonym", "en", [
    ["sconce", { "applique-halo": 3 }],
    ["pitcher", { "carafe-source": 3 }],
    ["chandelier", { "suspension-coupole": 3, "bougeoir-trio": 1 }],
    ["cutting board", { "planche-ormeau": 3 }],
    ["bookcase", { "bibliotheque-trame": 3, "etagere-filin": 2 }],
    ["pillow", { "coussin-lin": 3 }],
  ]),
  ...ask("attribute", "fr", [
    ["chaise noyer", { "chaise-alba": 3 }],
    ["table 180 cm", { "table-marceau": 3 }],
    ["lampe laiton", { "lampadaire-arche": 3, "applique-halo": 3 }],
    ["vase terre cuite", { "vase-colline": 3, "cache-pot-terrasse": 1 }],
    ["miroir 70 cm", { "miroir-lune": 3 }],
    ["fauteuil terracotta", { "fauteuil-nuage": 3 }],
    ["banc chêne", { "banc-ligne": 3 }],
  ]),
  ...ask("attribute", "en", [
    ["walnut sideboard", { "buffet-rivage": 3 }],
    ["brass wall light", { "applique-halo": 3 }],
    ["black stool", { "tabouret-pivo": 3 }],
    ["linen cushion 60 cm", { "coussin-lin": 3 }],
  ]),
  ...ask("sku", "fr", [
    ["MC-CHA-ALBA-NAT", { "chaise-alba": 3 }],
    ["mc sus coup sau", { "suspension-coupole": 3 }],
    ["MCBURPLUMENOY", { "bureau-plume": 3 }],
    ["MC-LAM-CEPE", { "lampe-cepe": 3 }],
  ]),
  ...ask("sku", "en", [["mc-hor-midi-sau", { "horloge-midi": 3 }]]),
  ...ask("none", "fr", [["zqxwvk", {}]]),
  ...ask("none", "en", [["qqqzzzxxx", {}]]),
];
