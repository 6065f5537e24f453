import { mod97 } from "./iban.ts";

const longest = 21;

const alphanumerics = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");

/**
 * The structured creditor reference (ISO 11649) of a number of ours: "SO-2026-000123" → "RF47SO2026000123". Its two check
 * digits catch every single wrong character and every swap of neighbours. Throws RangeError when nothing of the number, or
 * more than 21 characters, would be in it.
 */
export function creditorReference(number: string): string {
  const body = alphanumerics(number);
  if (body.length === 0 || body.length > longest) throw new RangeError(`no creditor reference for: ${number}`);
  const check = 98 - mod97(`${body}RF00`);
  return `RF${String(check).padStart(2, "0")}${body}`;
}

/** True for a creditor reference with right check digits, however it is spaced. */
export function isCreditorReference(text: string): boolean {
  const reference = alphanumerics(text);
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) && mod97(reference.slice(4) + reference.slice(0, 4)) === 1;
}

/**
 * Every creditor reference that a bank's text may hold. Banks space it, break it and write on right behind it, so an end is
 * a guess: all ends with right check digits are answered, and the caller keeps those it knows.
 */
export function creditorReferencesIn(text: string): string[] {
  const all = alphanumerics(text);
  const found = new Set<string>();
  for (const { index } of all.matchAll(/(?=RF\d{2})/g)) {
    for (let length = 1; length <= longest && index + 4 + length <= all.length; length++) {
      const reference = all.slice(index, index + 4 + length);
      if (isCreditorReference(reference)) found.add(reference);
    }
  }
  return [...found];
}
