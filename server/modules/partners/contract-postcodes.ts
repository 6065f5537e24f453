/** Countries the house delivers to in the European Union, and what a postcode looks like there (UPU addressing sheets). */
export const postcodePatterns = {
  AT: /^\d{4}$/,
  BE: /^\d{4}$/,
  BG: /^\d{4}$/,
  CY: /^\d{4}$/,
  CZ: /^\d{3} ?\d{2}$/,
  DE: /^\d{5}$/,
  DK: /^\d{4}$/,
  EE: /^\d{5}$/,
  ES: /^\d{5}$/,
  FI: /^\d{5}$/,
  FR: /^\d{5}$/,
  GR: /^\d{3} ?\d{2}$/,
  HR: /^\d{5}$/,
  HU: /^\d{4}$/,
  IE: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/,
  IT: /^\d{5}$/,
  LT: /^(LT-)?\d{5}$/,
  LU: /^(L-)?\d{4}$/,
  LV: /^(LV-)?\d{4}$/,
  MT: /^[A-Z]{3} ?\d{4}$/,
  NL: /^\d{4} ?[A-Z]{2}$/,
  PL: /^\d{2}-\d{3}$/,
  PT: /^\d{4}-\d{3}$/,
  RO: /^\d{6}$/,
  SE: /^\d{3} ?\d{2}$/,
  SI: /^\d{4}$/,
  SK: /^\d{3} ?\d{2}$/,
} as const satisfies Record<string, RegExp>;

export type EuCountry = keyof typeof postcodePatterns;
export const euCountries = Object.keys(postcodePatterns) as EuCountry[];

/** How a postcode is written in each country, as an example for forms. */
const examples: Partial<Record<EuCountry, string>> = {
  CZ: "110 00",
  GR: "105 57",
  IE: "D02 AF30",
  MT: "VLT 1117",
  NL: "1012 JS",
  PL: "00-950",
  PT: "1000-205",
  RO: "010011",
  SE: "111 21",
  SK: "811 01",
  FR: "75011",
};

export const postcodeExample = (country: string): string => examples[country as EuCountry] ?? "1010";

/** The postcode as it is written: capitals, single spaces. */
export const tidyPostcode = (postcode: string): string => postcode.trim().toUpperCase().replace(/\s+/g, " ");

/** True when the postcode can exist in the country. Countries outside the list are not judged. */
export function isPostcode(country: string, postcode: string): boolean {
  const pattern = (postcodePatterns as Record<string, RegExp | undefined>)[country];
  return pattern ? pattern.test(tidyPostcode(postcode)) : postcode.trim().length > 0;
}
