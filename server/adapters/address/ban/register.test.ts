import { describe, expect, it } from "vitest";
import { townTable } from "../table/register.ts";
import { createBan } from "./register.ts";

// Written after the service's documentation: a GeoJSON collection, what is looked for in each feature's properties.
const feature = (properties: object) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [2.33, 48.87] },
  properties: { score: 0.9, importance: 0.7, citycode: "75102", ...properties },
});
const answer = {
  type: "FeatureCollection",
  features: [
    feature({
      ...{ label: "12 Rue de la Paix 75002 Paris", type: "housenumber", name: "12 Rue de la Paix" },
      ...{ housenumber: "12", street: "Rue de la Paix", postcode: "75002", city: "Paris" },
    }),
    feature({ label: "Lyon", type: "municipality", name: "Lyon", postcode: "69001", city: "Lyon" }),
  ],
};
const never = new AbortController().signal;
const url = "https://register.test/geocodage";

function register(reply: () => Response | Promise<Response>) {
  const asked: string[] = [];
  const fetch = (async (address: string) => {
    asked.push(address);
    return reply();
  }) as unknown as typeof globalThis.fetch;
  return { asked, ban: createBan({ url, fetch }) };
}

describe("the Base Adresse Nationale", () => {
  it("is asked for a few matches and says streets and towns in our words", async () => {
    const { ban, asked } = register(() => Response.json(answer));
    expect(await ban.find(" 12 rue de la paix&limit=999 ", "FR", never)).toEqual([
      {
        ...{ label: "12 Rue de la Paix 75002 Paris", line1: "12 Rue de la Paix" },
        ...{ postcode: "75002", city: "Paris", country: "FR" },
      },
      { label: "69001 Lyon", line1: null, postcode: "69001", city: "Lyon", country: "FR" },
    ]);
    const [address] = asked.map((each) => new URL(each));
    expect([address?.pathname, Object.fromEntries(address?.searchParams ?? [])]).toEqual([
      "/geocodage/search",
      { q: "12 rue de la paix&limit=999", limit: "6", autocomplete: "1", index: "address" },
    ]);
  });

  it("is not asked what it refuses", async () => {
    const { ban, asked } = register(() => Response.json(answer));
    for (const text of ["", "12", "  1 ", "%%%", "- rue"]) expect(await ban.find(text, "FR", never)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each([
    ["an error", () => new Response("busy", { status: 503 })],
    ["something else", () => Response.json({ features: [{ properties: { label: "x" } }] })],
    ["no JSON", () => new Response("<html>")],
    ["too much", () => new Response("x".repeat(200_000))],
  ])("rejects %s", async (_, reply) => {
    await expect(register(reply).ban.find("12 rue", "FR", never)).rejects.toThrow();
  });
});

describe("the table of towns", () => {
  it("finds towns by their postcode and postcodes by the town, accents or not", async () => {
    const labels = async (text: string) => (await townTable.find(text, "FR", never)).map((each) => each.label);
    expect(await labels("69100")).toEqual(["69100 Villeurbanne"]);
    expect(await labels("saint etie")).toEqual(["42000 Saint-Étienne"]);
    expect(await labels("paris")).toHaveLength(6);
    expect([await labels("7"), await labels("atlantis"), await labels("12 rue")]).toEqual([[], [], []]);
  });
});
