import en from "#app/_messages/en/consent.json" with { type: "json" };
import fr from "#app/_messages/fr/consent.json" with { type: "json" };
import type { ConsentPurpose } from "./contract-consent.ts";

/** Raise it when the words of the box change: a consent is to the words that were read. */
export const wordingVersions: Record<ConsentPurpose, number> = { cart_reminder: 1, review_request: 1, newsletter: 1 };

/** The words of a box as they stand beside it today, and their version. */
export function wordingOf(purpose: ConsentPurpose, locale: string): { version: number; text: string } {
  const words = (locale === "en" ? en : fr)[purpose];
  return { version: wordingVersions[purpose], text: `${words.label} ${words.hint}` };
}
