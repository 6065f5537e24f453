import type { AddressRegister } from "#server/modules/partners/port.ts";
import { towns } from "./towns.ts";

const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const known = towns.map(([postcode, city]) => ({ postcode, city, name: fold(city) }));

/** Towns by their postcode, and postcodes by their town: a few dozen, so that a shop on one's own machine shows how it works. */
export const townTable: AddressRegister = {
  name: "table",
  countries: ["FR"],
  remote: false,
  find: async (text) => {
    const asked = fold(text);
    if (asked.length < 2) return [];
    const digits = /^\d+$/.test(asked);
    return known
      .filter(({ postcode, name }) => (digits ? postcode.startsWith(asked) : name.startsWith(asked)))
      .slice(0, 6)
      .map(({ postcode, city }) => ({ label: `${postcode} ${city}`, line1: null, postcode, city, country: "FR" }));
  },
};
