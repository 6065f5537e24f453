import { newId } from "#server/kernel/ids.ts";
import { createPriceList } from "#server/modules/pricing/index.ts";
import type { Tx } from "#server/platform/db.ts";

/** The list whose prices the site shows, tax included. */
export const webPriceList = "WEB-EUR";

const places = [
  ["WH-LYON", "Entrepôt de Lyon", "warehouse", "12 rue des Frères Lumière", "69008", "Lyon", 45.7457, 4.8703],
  ["WH-NANTES", "Entrepôt de Nantes", "warehouse", "4 quai des Antilles", "44200", "Nantes", 47.2003, -1.5731],
  ["ST-PARIS", "Comptoir de Paris", "store", "38 rue de Charonne", "75011", "Paris", 48.8533, 2.3765],
  ["ST-BORDEAUX", "Comptoir de Bordeaux", "store", "21 rue Notre-Dame", "33000", "Bordeaux", 44.8507, -0.5717],
] as const;

/** The other side of moves: nothing appears or vanishes, it comes from or goes to one of these. */
const virtual = [
  ["SUPPLIER", "Fournisseurs", "supplier"],
  ["CUSTOMER", "Clients", "customer"],
  ["LOSS", "Pertes et écarts", "loss"],
  ["TRANSIT", "En transit", "transit"],
] as const;

const hours = (days: readonly number[], from: number, to: number) =>
  days.map((day) => ({ day, from: from * 60, to: to * 60 }));

/** Stores are open when offices are closed; warehouses work when carriers drive. */
const storeDays = {
  workingDays: [2, 3, 4, 5, 6],
  cutoffMinutes: 17 * 60,
  takesReturns: true,
  openingHours: [...hours([2, 3, 4, 5], 11, 19), ...hours([6], 10, 19)],
};

async function createLocations(tx: Tx): Promise<Map<string, string>> {
  const own = places.map(([code, name, kind, line1, postcode, city, latitude, longitude], position) => ({
    id: newId("location"),
    code,
    name,
    kind,
    line1,
    postcode,
    city,
    country: "FR",
    latitude,
    longitude,
    position,
    ...(kind === "store" && storeDays),
    // Nantes packs in the morning.
    ...(code === "WH-NANTES" && { cutoffMinutes: 12 * 60 }),
  }));
  const others = virtual.map(([code, name, kind], i) => ({
    id: newId("location"),
    code,
    name,
    kind,
    position: places.length + i,
  }));
  await tx.location.createMany({ data: [...own, ...others] });
  return new Map([...own, ...others].map((row) => [row.code, row.id]));
}

async function createChannels(tx: Tx, locations: Map<string, string>): Promise<void> {
  const priceListId = await createPriceList(tx, {
    code: webPriceList,
    name: { fr: "Tarif public TTC", en: "Retail prices incl. VAT" },
    currency: "EUR",
    taxIncluded: true,
  });
  const channels = [
    ["web", "web", { fr: "Site", en: "Website" }, 30, ["WH-LYON", "WH-NANTES", "ST-PARIS", "ST-BORDEAUX"]],
    ["rep", "rep", { fr: "Commerciaux", en: "Sales reps" }, 60, ["WH-LYON", "WH-NANTES"]],
    ["pos", "pos", { fr: "Magasins", en: "Stores" }, 10, ["ST-PARIS", "ST-BORDEAUX"]],
  ] as const;
  for (const [code, kind, name, holdMinutes, codes] of channels) {
    const id = newId("channel");
    await tx.channel.create({ data: { id, code, kind, name, priceListId, holdMinutes } });
    await tx.channelLocation.createMany({
      data: codes.map((location, priority) => ({
        channelId: id,
        locationId: locations.get(location) ?? "",
        priority,
        // The site leaves the stores' goods to their visitors as long as a warehouse has them.
        ships: code === "web" && location.startsWith("ST-") ? "last" : "first",
      })),
    });
  }
}

/**
 * VAT on goods. Standard rates: European Commission, "VAT rates applied in the Member States of the European Union"
 * (taxation-customs.ec.europa.eu, VAT rules and rates) and its database "Taxes in Europe". French rates: code général
 * des impôts, articles 278 (20 %), 279 (10 %), 278-0 bis (5,5 %) and 281 quater et seq. (2,1 %). The dates are those
 * from which the present rate applies.
 */
const rates = [
  ["FR", "standard", "0.2", "TVA 20 %", "2014-01-01"],
  ["FR", "intermediate", "0.1", "TVA 10 %", "2014-01-01"],
  ["FR", "reduced", "0.055", "TVA 5,5 %", "2014-01-01"],
  ["FR", "super_reduced", "0.021", "TVA 2,1 %", "2014-01-01"],
  ["BE", "standard", "0.21", "TVA / btw 21 %", "1996-01-01"],
  ["DE", "standard", "0.19", "USt. 19 %", "2021-01-01"],
  ["LU", "standard", "0.17", "TVA 17 %", "2024-01-01"],
  ["NL", "standard", "0.21", "btw 21%", "2012-10-01"],
  ["ES", "standard", "0.21", "IVA 21 %", "2012-09-01"],
  ["IT", "standard", "0.22", "IVA 22%", "2013-10-01"],
  ["AT", "standard", "0.2", "USt. 20 %", "1984-01-01"],
  ["PT", "standard", "0.23", "IVA 23%", "2011-01-01"],
  ["IE", "standard", "0.23", "VAT 23%", "2021-03-01"],
] as const;

const europe = [...new Set(rates.map(([country]) => country))];
const abroad = europe.filter((country) => country !== "FR");

/** Carriers are invented; amounts are cents, tax included. */
const shippingMethods = [
  {
    code: "home",
    carrier: "Colibri",
    name: { fr: "À domicile", en: "Home delivery" },
    description: { fr: "Colibri, remis contre signature", en: "Colibri, signed for on delivery" },
    trackingUrl: "https://suivi.colibri.example/{tracking}",
    countries: ["FR"],
    priceMinor: 590n,
    freeFromMinor: 9_000n,
    maxWeightG: 30_000,
    minDays: 2,
    maxDays: 3,
  },
  {
    code: "express",
    carrier: "Martinet",
    // The demo's carrier with a line to it: books, labels and scans.
    carrierCode: "simulated",
    name: { fr: "Express", en: "Express" },
    description: { fr: "Martinet, le lendemain avant 13 h", en: "Martinet, next day before 1 pm" },
    trackingUrl: "https://martinet.example/track/{tracking}",
    countries: ["FR", "BE", "LU"],
    priceMinor: 1_490n,
    freeFromMinor: null,
    maxWeightG: 20_000,
    minDays: 1,
    maxDays: 1,
    // Martinet drives on Saturdays.
    weekdays: [1, 2, 3, 4, 5, 6],
  },
  {
    code: "europe",
    carrier: "Colibri",
    name: { fr: "À domicile, Europe", en: "Home delivery, Europe" },
    description: {
      fr: "Colibri International, suivi de bout en bout",
      en: "Colibri International, tracked end to end",
    },
    trackingUrl: "https://suivi.colibri.example/{tracking}",
    countries: abroad,
    priceMinor: 1_290n,
    freeFromMinor: 15_000n,
    maxWeightG: 30_000,
    minDays: 3,
    maxDays: 6,
  },
  {
    code: "large",
    carrier: "Deux Bras",
    name: { fr: "Grand volume, à deux", en: "Large items, two people" },
    description: {
      fr: "Deux Bras, dans la pièce de votre choix, sur rendez-vous",
      en: "Deux Bras, to the room of your choice, by appointment",
    },
    trackingUrl: "https://deuxbras.example/livraisons/{tracking}",
    countries: ["FR", "BE", "LU"],
    priceMinor: 5_900n,
    freeFromMinor: 150_000n,
    maxWeightG: null,
    minDays: 5,
    maxDays: 9,
  },
  {
    code: "large-europe",
    carrier: "Deux Bras",
    name: { fr: "Grand volume, Europe", en: "Large items, Europe" },
    description: {
      fr: "Deux Bras et ses partenaires, dans la pièce de votre choix",
      en: "Deux Bras and partners, to the room of your choice",
    },
    trackingUrl: "https://deuxbras.example/livraisons/{tracking}",
    countries: abroad.filter((country) => country !== "BE" && country !== "LU"),
    priceMinor: 11_900n,
    freeFromMinor: null,
    maxWeightG: null,
    minDays: 8,
    maxDays: 14,
  },
];

/** Collecting in store costs nothing. */
const pickups = places
  .filter(([, , kind]) => kind === "store")
  .map(([location, name, , , , city]) => ({
    code: `collect-${city.toLowerCase()}`,
    location,
    carrier: name,
    name: { fr: `Retrait, ${name}`, en: `Collect, ${name}` },
    description: { fr: "Prête le jour même si possible", en: "Ready the same day where possible" },
    countries: ["FR"],
    priceMinor: 0n,
    minDays: 0,
    maxDays: 0,
  }));

/** Places, channels, price list, VAT rates and ways to ship. */
export async function seedSetup(tx: Tx): Promise<void> {
  const locations = await createLocations(tx);
  await createChannels(tx, locations);
  await tx.taxRate.createMany({
    data: rates.map(([country, category, rate, name, from]) => ({
      id: newId("taxRate"),
      country,
      category,
      rate,
      name,
      validFrom: new Date(from),
    })),
  });
  await tx.shippingMethod.createMany({
    data: [
      ...shippingMethods,
      ...pickups.map(({ location, ...method }) => ({ ...method, pickupLocationId: locations.get(location) ?? null })),
    ].map((method, position) => ({ id: newId("shippingMethod"), currency: "EUR", position, ...method })),
  });
}
