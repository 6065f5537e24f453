import fc from "fast-check";
import { expect, it } from "vitest";
import { creditorReference, creditorReferencesIn, isCreditorReference } from "./creditor-reference.ts";
import { groupInFours, isIban } from "./iban.ts";

const body = fc.stringMatching(/^[A-Z0-9]{1,21}$/);
const noise = fc.stringMatching(/^[a-z ./:-]{0,20}$/).filter((text) => !/rf/.test(text.replaceAll(/[^a-z]/g, "")));

it("knows the standard's example and the order's number", () => {
  expect(creditorReference("539007547034")).toBe("RF18539007547034");
  expect(isCreditorReference("RF18 5390 0754 7034")).toBe(true);
  expect(isCreditorReference(creditorReference("SO-2026-000123"))).toBe(true);
});

it("is valid for every number, and says the number", () => {
  fc.assert(
    fc.property(body, (number) => {
      const reference = creditorReference(number);
      expect(isCreditorReference(reference)).toBe(true);
      expect(reference.slice(4)).toBe(number);
    }),
  );
});

it("catches every wrong character and every swap of neighbours", () => {
  fc.assert(
    fc.property(body, fc.nat(), fc.nat(35), (number, where, other) => {
      const reference = creditorReference(number);
      const at = 4 + (where % number.length);
      const put = (index: number, char: string) => reference.slice(0, index) + char + reference.slice(index + 1);
      const char = other.toString(36).toUpperCase();
      // A digit for a letter changes how many digits are counted; banks' own rule is about like for like.
      const alike = /\d/.test(char) === /\d/.test(reference[at] ?? "");
      if (alike && char !== reference[at]) expect(isCreditorReference(put(at, char))).toBe(false);
      const [a = "", b = ""] = [reference[at], reference[at + 1]];
      if (b && a !== b && /\d/.test(a) === /\d/.test(b)) {
        expect(isCreditorReference(reference.slice(0, at) + b + a + reference.slice(at + 2))).toBe(false);
      }
    }),
  );
});

it("is found in a bank's text, in capitals or not, spaced or not, with anything around", () => {
  fc.assert(
    fc.property(body, noise, noise, fc.boolean(), fc.boolean(), (number, before, after, spaced, small) => {
      const reference = creditorReference(number);
      const shown = spaced ? groupInFours(reference) : reference;
      const text = `${before} ${small ? shown.toLowerCase() : shown} ${after}`;
      expect(creditorReferencesIn(text)).toContain(reference);
    }),
  );
});

it("refuses what cannot be one", () => {
  expect(() => creditorReference("---")).toThrow(RangeError);
  expect(() => creditorReference("X".repeat(22))).toThrow(RangeError);
  for (const text of ["", "RF18", "RF00539007547034", "539007547034"]) expect(isCreditorReference(text)).toBe(false);
});

it("tells a right account number from a wrong one", () => {
  for (const iban of ["FR76 3000 6000 0112 3456 7890 189", "DE89370400440532013000", "FR7600000000000000000000097"]) {
    expect(isIban(iban)).toBe(true);
  }
  for (const iban of ["FR77 3000 6000 0112 3456 7890 189", "FR76", "hello", ""]) expect(isIban(iban)).toBe(false);
});
