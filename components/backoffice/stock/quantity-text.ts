/** A quantity as typed ("-2", "1,5"), at most three decimals; null when it is none. */
export function readQuantity(text: string): number | null {
  const clean = text.trim().replace("−", "-").replace(",", ".");
  if (!/^[+-]?\d{1,6}(\.\d{1,3})?$/.test(clean)) return null;
  return Number(clean);
}
