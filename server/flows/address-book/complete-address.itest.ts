import { describe, expect, it } from "vitest";
import type { AddressRegister } from "#server/modules/partners/port.ts";
import { shopper } from "#server/testing/shoppers.ts";
import { completeAddress } from "./complete-address.ts";

const at = (seconds: number) => new Date(Date.UTC(2031, 0, 1) + seconds * 1000);
const hit = { label: "75002 Paris", line1: null, postcode: "75002", city: "Paris", country: "FR" };

function remote(answer: () => (typeof hit)[]) {
  const asked: string[] = [];
  const register: AddressRegister = {
    ...{ name: `fake-${Math.random()}`, countries: ["FR"], remote: true },
    find: async (text) => {
      asked.push(text);
      return answer();
    },
  };
  return { asked, register };
}

describe("completing an address", () => {
  it("asks a foreign register once for the same words, and not at all for a country that it does not know", async () => {
    const { asked, register } = remote(() => [hit]);
    for (const text of ["Paris", " paris ", "PARIS"]) {
      expect(await completeAddress({ text, country: "FR" }, "a", at(0), register)).toEqual([hit]);
    }
    expect(await completeAddress({ text: "Paris", country: "BE" }, "a", at(0), register)).toEqual([]);
    expect(asked).toEqual(["Paris"]);
    await completeAddress({ text: "paris", country: "FR" }, "a", at(11 * 60), register);
    expect(asked).toHaveLength(2);
  });

  it("finds nothing when the register gives no answer, and leaves it in peace for a while", async () => {
    const { asked, register } = remote(() => {
      throw new Error("down");
    });
    const ask = (text: string, when: number) => completeAddress({ text, country: "FR" }, "b", at(when), register);
    expect([await ask("rue a", 5000), await ask("rue b", 5010)]).toEqual([[], []]);
    expect(asked).toEqual(["rue a"]);
    await ask("rue b", 5031);
    expect(asked).toEqual(["rue a", "rue b"]);
  });

  it("is bounded for each address that asks", async () => {
    const { register } = remote(() => [hit]);
    const ask = (i: number) => completeAddress({ text: `rue ${i}`, country: "FR" }, "c", at(9000), register);
    for (let i = 0; i < 120; i++) await ask(i);
    await expect(ask(120)).rejects.toMatchObject({ code: "too_many_requests" });
  });

  it("answers shoppers, out of the box from the table of towns", async () => {
    const { api } = shopper();
    expect(await api.shop.addresses.complete({ text: "69100", country: "FR" })).toMatchObject([
      { postcode: "69100", city: "Villeurbanne", line1: null },
    ]);
    await expect(api.shop.addresses.complete({ text: "x".repeat(201), country: "FR" })).rejects.toThrow();
  });
});
