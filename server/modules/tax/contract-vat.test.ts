import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFrenchCompanyNumber, isVatNumber, luhn, tidyVatNumber, vatCountries, vatCountry } from "./contract-vat.ts";

// Numbers that companies print on their papers or that registers use as examples.
const real = [
  ...["ATU13585627", "BE0428759497", "BG175074752", "CY10259033P", "CZ25123891", "DE136695976", "DK13585628"],
  ...["EE100931558", "EL094259216", "ES54362315K", "ESA28015865", "FI20774740", "FR40303265045", "HR33392005961"],
  ...["HU12892312", "IE6433435F", "IT00743110157", "LT119511515", "LU15027442", "LV40003521600", "MT11679112"],
  ...["NL004495445B01", "PL8567346215", "PT501964843", "RO18547290", "SE123456789701", "SI50223054", "SK2022749619"],
];

describe("VAT numbers", () => {
  it.each(real)("%s can exist", (number) => expect(isVatNumber(number)).toBe(true));

  it("are known of every member state, Greece by its own prefix", () => {
    expect(vatCountries).toHaveLength(27);
    expect(new Set(real.map(vatCountry))).toEqual(new Set(vatCountries));
    expect([vatCountry("GR094259216"), vatCountry("CHE123"), vatCountry("GB999999973")]).toEqual(["GR", null, null]);
  });

  it("may be written with spaces, dots and small letters", () => {
    expect(tidyVatNumber(" fr 40 303.265-045")).toBe("FR40303265045");
    expect(isVatNumber("be 0428.759.497")).toBe(true);
    for (const wrong of ["", "FR", "40303265045", "FR4030326504", "FR403032650455", "XX123", "FR40 303 265 04O"]) {
      expect(isVatNumber(wrong), wrong).toBe(false);
    }
  });

  it("do not survive one mistyped digit, but for the few that no check sees", () => {
    const unseen = new Set(["CZ", "BG", "ES", "FI", "RO", "PT", "EL", "SK", "LT", "LV"]);
    for (const number of real) {
      const missed: string[] = [];
      for (let at = 2; at < number.length; at++) {
        if (!/\d/.test(number[at] ?? "")) continue;
        for (let digit = 0; digit < 10; digit++) {
          const other = `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
          if (other !== number && isVatNumber(other)) missed.push(other);
        }
      }
      // What Swedish and older Dutch numbers end in is not checked.
      const tolerated = unseen.has(number.slice(0, 2)) ? 8 : /^(SE|NL)/.test(number) ? 20 : 0;
      expect(missed.length, `${number}: ${missed.join(" ")}`).toBeLessThanOrEqual(tolerated);
    }
  });

  it("of any French company hold with the key that belongs to them, and with no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), fc.integer({ min: 1, max: 96 }), (body, off) => {
        const check = [...Array(10).keys()].find((digit) => luhn(`${body}${digit}`));
        const siren = `${body}${check}`;
        const key = (12 + 3 * (Number(siren) % 97)) % 97;
        const written = (n: number) => `FR${String(n).padStart(2, "0")}${siren}`;
        expect(isFrenchCompanyNumber(siren)).toBe(true);
        expect(isVatNumber(written(key))).toBe(true);
        expect(isVatNumber(written((key + off) % 97))).toBe(false);
      }),
    );
  });

  it("have SIREN and SIRET beside them", () => {
    for (const right of ["732 829 320", "73282932000074", "35600000000048", "35600000049837"]) {
      expect(isFrenchCompanyNumber(right), right).toBe(true);
    }
    for (const wrong of ["732829321", "73282932000075", "12345", "3560000000004X"]) {
      expect(isFrenchCompanyNumber(wrong), wrong).toBe(false);
    }
  });
});
