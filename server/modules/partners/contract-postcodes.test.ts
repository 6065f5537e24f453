import { describe, expect, it } from "vitest";
import { euCountries, isPostcode, postcodeExample, tidyPostcode } from "./contract-postcodes.ts";

describe("postcodes", () => {
  it("fit their country", () => {
    const good = { FR: "75011", BE: "1000", NL: "1012 js", IE: "d02 af30", PL: "00-950", PT: "1000-205", LU: "L-1009" };
    for (const [country, postcode] of Object.entries(good)) expect(isPostcode(country, postcode), country).toBe(true);
    const bad = { FR: "7501", BE: "75011", NL: "1012", DE: "1234A", PL: "00950", FI: "", ES: "28001; DROP" };
    for (const [country, postcode] of Object.entries(bad)) expect(isPostcode(country, postcode), country).toBe(false);
  });

  it("have an example everywhere that is one where the form is unusual", () => {
    for (const country of euCountries) {
      const example = postcodeExample(country);
      if (example !== "1010") expect(isPostcode(country, example), country).toBe(true);
    }
    expect(euCountries).toHaveLength(27);
  });

  it("are written one way", () => {
    expect(tidyPostcode("  1012   js ")).toBe("1012 JS");
  });
});
