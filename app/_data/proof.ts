import { cacheLife } from "next/cache";
import { publicCaller } from "#server/api/caller.ts";
import type { Locale } from "#server/kernel/locales.ts";

/** What the checks of the books last found. New every ten minutes at most: a cached answer is as good. */
export async function getProof(locale: Locale) {
  "use cache";
  cacheLife("minutes");
  return publicCaller(locale).shop.proof.get();
}
