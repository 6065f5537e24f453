import { addQuantity, subtractQuantity, sumQuantity } from "#server/kernel/quantity.ts";

/** What is being packed, before the server knows: per parcel the quantity of each delivery line. */
export type DraftParcel = {
  readonly key: string;
  readonly weightG: string;
  readonly quantities: Readonly<Record<string, number>>;
};
export type PickedLine = { readonly id: string; readonly quantity: number; readonly picked: number };

/** One parcel with all that was picked: right most of the time. */
export const oneParcel = (key: string, lines: readonly PickedLine[]): DraftParcel => ({
  key,
  weightG: "",
  quantities: Object.fromEntries(lines.filter((line) => line.picked > 0).map((line) => [line.id, line.picked])),
});

export const packedOf = (parcels: readonly DraftParcel[], lineId: string): number =>
  sumQuantity(parcels.map((parcel) => parcel.quantities[lineId] ?? 0));

/** What was picked and lies in no parcel yet. */
export function unpacked(
  lines: readonly PickedLine[],
  parcels: readonly DraftParcel[],
): { id: string; left: number }[] {
  return lines
    .map((line) => ({ id: line.id, left: subtractQuantity(line.picked, packedOf(parcels, line.id)) }))
    .filter((line) => line.left !== 0);
}

/** What was asked for and not picked: it becomes a delivery of its own. */
export function shortfall(lines: readonly PickedLine[]): { id: string; missing: number }[] {
  return lines
    .map((line) => ({ id: line.id, missing: subtractQuantity(line.quantity, line.picked) }))
    .filter((line) => line.missing > 0);
}

/** A new parcel that takes what no other holds. */
export function addParcel(parcels: readonly DraftParcel[], key: string, lines: readonly PickedLine[]): DraftParcel[] {
  const rest = Object.fromEntries(
    unpacked(lines, parcels)
      .filter(({ left }) => left > 0)
      .map(({ id, left }) => [id, left]),
  );
  return [...parcels, { key, weightG: "", quantities: rest }];
}

/** Takes a parcel away and puts what it held into the first one. */
export function removeParcel(parcels: readonly DraftParcel[], key: string): DraftParcel[] {
  const gone = parcels.find((parcel) => parcel.key === key);
  const kept = parcels.filter((parcel) => parcel.key !== key);
  return kept.map((parcel, i) => {
    if (i > 0 || !gone) return parcel;
    const quantities = { ...parcel.quantities };
    for (const [id, quantity] of Object.entries(gone.quantities))
      quantities[id] = addQuantity(quantities[id] ?? 0, quantity);
    return { ...parcel, quantities };
  });
}

/** "2,35" or "2.35" kilograms as grams; undefined when left empty; null when it is no weight. */
export function gramsOf(text: string): number | undefined | null {
  const clean = text.trim().replace(",", ".");
  if (!clean) return undefined;
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(clean)) return null;
  const grams = Math.round(Number(clean) * 1000);
  return grams > 0 ? grams : null;
}
