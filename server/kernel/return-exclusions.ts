/**
 * Why goods may not be sent back at will: the grounds of the Code de la consommation, article L221-28 (Directive 2011/83/EU,
 * article 16), that goods may have. Faults are another matter: what arrives broken may always be claimed.
 */
export const returnExclusions = [
  "price_fluctuates", // 2°
  "made_to_measure", // 3°
  "perishable", // 4°
  "hygiene_sealed", // 5°
  "mixed_for_good", // 6°
  "sealed_media", // 9°
  "periodical", // 10°
  "digital_content", // 13°
] as const;
export type ReturnExclusion = (typeof returnExclusions)[number];

const onlyOnceOpened: ReadonlySet<string> = new Set<ReturnExclusion>(["hygiene_sealed", "sealed_media"]);

/** True for goods that may come back as long as nobody broke their seal (L221-28, 5° and 9°). */
export const untilOpened = (exclusion: ReturnExclusion | null): boolean =>
  exclusion !== null && onlyOnceOpened.has(exclusion);

/** True for goods that never come back at will. */
export const neverReturned = (exclusion: ReturnExclusion | null): boolean =>
  exclusion !== null && !onlyOnceOpened.has(exclusion);

/** The ground that a column holds; null for none. */
export const exclusionOf = (value: string | null | undefined): ReturnExclusion | null =>
  returnExclusions.find((one) => one === value) ?? null;
