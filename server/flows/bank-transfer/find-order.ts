import { creditorReferencesIn } from "#server/kernel/creditor-reference.ts";
import type { Db } from "#server/platform/db.ts";

/** Order numbers a bank's text may hold, however it is spaced; where the last digits end is a guess, so all are tried. */
export function orderNumbersIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, year, digits = ""] of text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "")
    .matchAll(/SO(20\d{2})(\d{6,})/g)) {
    for (let length = 6; length <= Math.min(digits.length, 9); length++)
      found.add(`SO-${year}-${digits.slice(0, length)}`);
  }
  return [...found];
}

/** The one order that a line of the statement names, by its structured reference or its number; null for none or several. */
export async function orderNamedIn(db: Db, text: string): Promise<string | null> {
  const references = creditorReferencesIn(text);
  const byReference = references.length
    ? await db.payment.findMany({ where: { reference: { in: references } }, select: { orderId: true } })
    : [];
  const numbers = orderNumbersIn(text);
  const byNumber =
    byReference.length === 0 && numbers.length
      ? await db.salesOrder.findMany({ where: { number: { in: numbers } }, select: { id: true } })
      : [];
  const ids = new Set([...byReference.map((row) => row.orderId), ...byNumber.map((row) => row.id)]);
  const [only] = ids;
  return ids.size === 1 && only ? only : null;
}
