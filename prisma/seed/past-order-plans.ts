import type { ClaimKind, ClaimWish } from "#server/modules/claims/contract.ts";
import type { ReturnReason } from "#server/modules/fulfilment/contract-returns.ts";
import type { AddressInput } from "#server/modules/sales/contract.ts";
import type { DemoAccount } from "./accounts.ts";

/** How far an order got. Each stage includes the ones before it; ready: it waits in the store where it is collected. */
export type Stage = "unpaid" | "confirmed" | "ready" | "picking" | "shipped" | "delivered";

export type PastOrder = {
  /** Hours before now. */
  ago: number;
  /** An account, or a guest with a mailbox and a language. */
  buyer: DemoAccount["role"] | { email: string; locale: "fr" | "en" };
  lines: readonly (readonly [sku: string, quantity: number])[];
  delivery: AddressInput;
  billing?: AddressInput;
  shippingMethod: string;
  note?: string;
  stage: Stage;
  /** Ordered for the company on account: its invoice is paid later, or not yet. */
  onAccount?: true;
  /** A first card that was refused. */
  declinedFirst?: boolean;
  /** Only the first line is found: the rest becomes a backorder. */
  partial?: boolean;
  invoice?: "draft" | "posted";
  cancelled?: { reason: string };
  refund?: { amountMinor: number; reason: string };
  /** Units of a line (by its place) that the customer says something is wrong with: waits for an answer. */
  claim?: { line: number; quantity: number; kind: ClaimKind; wish: ClaimWish; description: string };
  /** Units of a line (by its place) that the customer has announced to send back, and what they want instead. */
  sentBack?: { line: number; quantity: number; reason: ReturnReason; note: string; exchangeFor?: string };
};

const camille: AddressInput = {
  recipient: "Camille Aubert",
  line1: "17 rue Sainte-Catherine",
  postcode: "69001",
  city: "Lyon",
  country: "FR",
  phone: "+33 6 39 98 12 34",
};
const workshop: AddressInput = {
  recipient: "Naomi Fischer",
  company: "Atelier Fischer",
  line1: "5 quai Rouget-de-Lisle",
  postcode: "67000",
  city: "Strasbourg",
  country: "FR",
  instructions: "Quai de livraison dans la cour",
};
const accounting: AddressInput = {
  recipient: "Atelier Fischer",
  company: "Atelier Fischer",
  line1: "5 quai Rouget-de-Lisle",
  postcode: "67000",
  city: "Strasbourg",
  country: "FR",
};
const helene: AddressInput = {
  recipient: "Hélène Marchand",
  line1: "8 rue du Calvaire",
  postcode: "44000",
  city: "Nantes",
  country: "FR",
};
const aoife: AddressInput = {
  recipient: "Aoife Brennan",
  line1: "27 Synge Street",
  postcode: "D08 AB12",
  city: "Dublin",
  country: "IE",
};
const lucas: AddressInput = {
  recipient: "Lucas Peeters",
  line1: "12 rue de Flandre",
  postcode: "1000",
  city: "Bruxelles",
  country: "BE",
};

const guest = (email: string, locale: "fr" | "en" = "fr") => ({ email: `${email}@demo.comptoir.example`, locale });
const day = 24;

/** Orders of the last weeks, oldest first: one for every state that a screen can show. */
export const pastOrders: readonly PastOrder[] = [
  {
    ago: 52 * day + 4,
    buyer: "buyer",
    onAccount: true,
    lines: [
      ["MC-MUG-GRES-NUI-1", 12],
      ["MC-BOL-GRES-CRA-4", 2],
    ],
    delivery: workshop,
    billing: accounting,
    shippingMethod: "home",
    note: "Bon de commande AF-2026-097",
    stage: "delivered",
    invoice: "posted",
  },
  {
    ago: 34 * day + 6,
    buyer: guest("marion"),
    lines: [
      ["MC-CHA-ALBA-NAT", 2],
      ["MC-BOL-GRES-CRA-4", 1],
    ],
    delivery: {
      recipient: "Marion Lefort",
      line1: "9 rue Paradis",
      postcode: "13001",
      city: "Marseille",
      country: "FR",
    },
    shippingMethod: "home",
    stage: "delivered",
    invoice: "posted",
  },
  {
    ago: 29 * day + 2,
    buyer: guest("oscar", "en"),
    lines: [
      ["MC-CHA-ALBA-NAT", 1],
      ["MC-LAM-CEPE-MOU", 1],
    ],
    delivery: { recipient: "Oscar Holm", line1: "21 rue de Turenne", postcode: "75004", city: "Paris", country: "FR" },
    shippingMethod: "home",
    stage: "delivered",
    invoice: "posted",
  },
  {
    ago: 24 * day + 3,
    buyer: guest("helene"),
    lines: [
      ["MC-BOL-GRES-CRA-4", 1],
      ["MC-MUG-GRES-NUI-1", 4],
    ],
    delivery: helene,
    shippingMethod: "home",
    stage: "delivered",
    invoice: "posted",
  },
  {
    ago: 21 * day + 5,
    buyer: "buyer",
    onAccount: true,
    lines: [
      ["MC-ASS-GRES-CRA-4", 3],
      ["MC-CAR-SOUR-CLA", 2],
    ],
    delivery: workshop,
    billing: accounting,
    shippingMethod: "home",
    note: "Bon de commande AF-2026-112",
    stage: "delivered",
    invoice: "posted",
  },
  {
    ago: 20 * day + 7,
    buyer: "customer",
    lines: [["MC-CHA-ALBA-NAT", 4]],
    delivery: camille,
    shippingMethod: "home",
    stage: "delivered",
    invoice: "posted",
    claim: {
      ...{ line: 0, quantity: 1, kind: "damaged", wish: "replacement" },
      description:
        "Une des quatre chaises est arrivée avec un pied fendu sur toute sa longueur. Le carton était enfoncé de ce côté.",
    },
  },
  {
    ago: 17 * day + 2,
    buyer: "buyer",
    lines: [
      ["MC-TAB-PIVO-NOI-65", 6],
      ["MC-BIB-TRAME-NAT", 1],
    ],
    delivery: workshop,
    billing: accounting,
    shippingMethod: "large",
    note: "Bon de commande AF-2026-118",
    stage: "delivered",
    invoice: "posted",
  },
  {
    ago: 14 * day + 5,
    buyer: guest("aoife", "en"),
    lines: [
      ["MC-VAS-COLL-TER-30", 1],
      ["MC-COU-LIN-TER-45", 2],
    ],
    delivery: aoife,
    shippingMethod: "europe",
    stage: "delivered",
    invoice: "posted",
    refund: { amountMinor: 1_500, reason: "Éclat sur le col du vase, geste commercial" },
  },
  {
    ago: 11 * day + 1,
    buyer: "customer",
    lines: [
      ["MC-LAM-CEPE-MOU", 1],
      ["MC-COU-LIN-ECR-60", 2],
    ],
    delivery: camille,
    shippingMethod: "home",
    stage: "delivered",
    declinedFirst: true,
    invoice: "posted",
    sentBack: {
      ...{ line: 1, quantity: 1, reason: "does_not_fit", note: "Je le voudrais plutôt en terracotta" },
      exchangeFor: "MC-COU-LIN-TER-60",
    },
  },
  {
    ago: 9 * day + 4,
    buyer: guest("theo"),
    lines: [["MC-HOR-MIDI-NAT", 1]],
    delivery: { recipient: "Théo Vasseur", line1: "3 place Bellecour", postcode: "69002", city: "Lyon", country: "FR" },
    shippingMethod: "express",
    stage: "unpaid",
    declinedFirst: true,
  },
  {
    ago: 6 * day + 6,
    buyer: guest("lucas"),
    lines: [
      ["MC-APP-HALO-LAI", 2],
      ["MC-GOB-SOUR-AMB-6", 1],
    ],
    delivery: lucas,
    shippingMethod: "express",
    stage: "shipped",
    invoice: "posted",
  },
  {
    ago: 5 * day + 4,
    buyer: "buyer",
    onAccount: true,
    lines: [
      ["MC-COU-LIN-ECR-60", 4],
      ["MC-COU-LIN-TER-45", 4],
    ],
    delivery: workshop,
    billing: accounting,
    shippingMethod: "home",
    note: "Bon de commande AF-2026-126",
    stage: "shipped",
    invoice: "posted",
  },
  {
    ago: 4 * day + 3,
    buyer: "buyer",
    lines: [
      ["MC-SUS-COUP-SAU", 3],
      ["MC-BOU-TRIO-LAI", 1],
    ],
    delivery: workshop,
    billing: accounting,
    shippingMethod: "home",
    stage: "shipped",
    partial: true,
    invoice: "draft",
  },
  {
    ago: 3 * day + 2,
    buyer: guest("ines", "en"),
    lines: [["MC-THE-BRUM-MOU", 1]],
    delivery: {
      recipient: "Inès Duval",
      line1: "40 cours Victor-Hugo",
      postcode: "33000",
      city: "Bordeaux",
      country: "FR",
    },
    shippingMethod: "home",
    stage: "confirmed",
    cancelled: { reason: "Commande passée par erreur" },
  },
  {
    ago: day + 5,
    buyer: "customer",
    lines: [
      ["MC-PLA-ORME-NOY-L", 1],
      ["MC-MOU-TOTEM-NOY-POI", 1],
      ["MC-MOU-TOTEM-NOY-SEL", 1],
    ],
    delivery: {
      recipient: "Famille Aubert",
      line1: "3 chemin des Genêts",
      postcode: "26110",
      city: "Nyons",
      country: "FR",
      instructions: "Portail bleu, sonner deux fois",
    },
    billing: camille,
    shippingMethod: "home",
    note: "C’est un cadeau, merci de ne pas joindre de prix.",
    stage: "picking",
    invoice: "draft",
  },
  {
    ago: 9,
    buyer: guest("helene"),
    lines: [
      ["MC-ASS-GRES-CRA-4", 2],
      ["MC-CAR-SOUR-CLA", 1],
    ],
    delivery: helene,
    shippingMethod: "home",
    stage: "confirmed",
    invoice: "draft",
  },
  {
    ago: 6,
    buyer: "customer",
    lines: [["MC-ASS-GRES-ARG-4", 1]],
    delivery: camille,
    shippingMethod: "collect-paris",
    stage: "ready",
    invoice: "draft",
  },
  {
    ago: 3,
    buyer: "customer",
    lines: [["MC-FAU-NUAGE-SAU", 1]],
    delivery: camille,
    shippingMethod: "large",
    stage: "confirmed",
    invoice: "draft",
  },
  {
    ago: 2,
    buyer: guest("helene"),
    lines: [["MC-BOL-GRES-ARG-1", 2]],
    delivery: helene,
    shippingMethod: "collect-paris",
    stage: "confirmed",
    invoice: "draft",
  },
];
