import { addSupply, receive, setPolicy } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";

const places = ["WH-LYON", "WH-NANTES", "ST-PARIS", "ST-BORDEAUX"] as const;

/** Sold before they are there: on order with the next delivery, or ahead of the day they come out. Days from the seeding. */
const ahead = [
  { sku: "MC-MIR-LUNE-NAT-70", mode: "backorder", pieces: 12, supplyIn: 24, releaseIn: null },
  { sku: "MC-BUR-PLUME-NOY", mode: "preorder", pieces: 8, supplyIn: 38, releaseIn: 45 },
] as const;

/** A steady number for a text: the same shop on every machine, without a random generator. */
function steady(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return hash >>> 0;
}

/** What a place receives of a variant: plenty of small things, few large ones; some variants are rare, some sold out. */
function quantityAt(sku: string, place: (typeof places)[number], weightG: number): number {
  if (ahead.some((one) => one.sku === sku)) return 0;
  const fate = steady(sku) % 16;
  if (fate === 0) return 0;
  if (fate === 1 || fate === 2) return place === "WH-LYON" ? 1 + (steady(sku) % 3) : 0;
  if (fate === 3) return place === "ST-PARIS" ? 2 : 0;
  const size = weightG > 15_000 ? 6 : weightG > 3_000 ? 18 : 60;
  const share = place === "WH-LYON" ? 1 : place === "WH-NANTES" ? 0.6 : 0.15;
  return Math.round(size * share * (0.5 + (steady(`${sku} ${place}`) % 100) / 100));
}

/** Opening stock, received from suppliers through the ledger like any other delivery. */
export async function seedStock(tx: Tx): Promise<void> {
  const variants = await tx.variant.findMany({
    orderBy: { sku: "asc" },
    select: { id: true, sku: true, weightG: true },
  });
  const lines = variants.flatMap((variant) =>
    places.map((locationCode) => ({
      variantId: variant.id,
      locationCode,
      quantity: quantityAt(variant.sku, locationCode, variant.weightG ?? 0),
      note: "Stock d’ouverture",
    })),
  );
  await receive(
    tx,
    lines.filter((line) => line.quantity > 0),
    bySystem,
  );
  const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  for (const { sku, mode, pieces, supplyIn, releaseIn } of ahead) {
    const variantId = variants.find((variant) => variant.sku === sku)?.id;
    if (!variantId) continue;
    const releaseOn = releaseIn === null ? null : dayIn(releaseIn);
    await setPolicy(tx, { variantId, mode, maxBackorder: null, releaseOn, seenAt: null }, bySystem);
    const supply = { variantId, locationCode: "WH-LYON", quantity: pieces, expectedOn: dayIn(supplyIn) };
    await addSupply(tx, supply, bySystem);
  }
}
