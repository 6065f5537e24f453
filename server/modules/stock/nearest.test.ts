import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { departements } from "./centroids.ts";
import { destinationOf, distanceKm, nearestFirst, pointNear, pointOf } from "./nearest.ts";

const place = (id: string, latitude: number | null, longitude: number | null) => ({
  id,
  safetyStock: 0,
  latitude,
  longitude,
});
const lyon = place("lyon", 45.7457, 4.8703);
const nantes = place("nantes", 47.2003, -1.5731);
const bordeaux = place("bordeaux", 44.8507, -0.5717);
const nowhere = place("nowhere", null, null);
const order = (country: string, postcode: string, sourcing: "nearest" | "priority" = "nearest") =>
  nearestFirst({ sourcing, locations: [nowhere, lyon, nantes, bordeaux] }, { country, postcode }).map(({ id }) => id);

describe("the nearest place", () => {
  it.each([
    ["FR", "44000", ["nantes", "bordeaux", "lyon", "nowhere"]],
    ["FR", "33 000", ["bordeaux", "nantes", "lyon", "nowhere"]],
    ["FR", "20200", ["lyon", "bordeaux", "nantes", "nowhere"]],
    ["CH", "1201", ["lyon", "bordeaux", "nantes", "nowhere"]],
    ["PT", "1000-001", ["bordeaux", "nantes", "lyon", "nowhere"]],
  ])("to %s %s", (country, postcode, expected) => expect(order(country, postcode)).toEqual(expected));

  it.each([
    ["FR", "99999"],
    ["FR", "4400"],
    ["ZZ", "1"],
  ])("is the first by priority where %s %s is unknown", (country, postcode) =>
    expect(order(country, postcode)).toEqual(["nowhere", "lyon", "nantes", "bordeaux"]),
  );

  it("is nobody's business where the channel goes by priority, or the address is missing", () => {
    expect(order("FR", "44000", "priority")[1]).toBe("lyon");
    expect(nearestFirst({ sourcing: "nearest", locations: [lyon, nantes] }, null)[0]).toBe(lyon);
    expect([destinationOf(null), destinationOf({ country: "FR" })]).toEqual([null, null]);
    expect(destinationOf({ country: "FR", postcode: "75011", city: "Paris" })).toEqual({
      country: "FR",
      postcode: "75011",
    });
  });
});

describe("French postcodes", () => {
  it("lead to every département, Corsica and overseas by their own digits", () => {
    // 96 of metropolitan France, five overseas with Saint-Pierre-et-Miquelon beside them.
    expect(Object.keys(departements)).toHaveLength(102);
    for (const [code, point] of Object.entries(departements)) {
      const postcode = code === "20A" ? "20000" : code === "20B" ? "20200" : code.padEnd(5, "0");
      expect(pointOf({ country: "FR", postcode })).toBe(point);
    }
    expect(pointOf({ country: "FR", postcode: "20600" })).toBe(departements["20B"]);
  });

  it("lie in France: within 800 km of Bourges, overseas aside", () => {
    for (const [code, point] of Object.entries(departements)) {
      if (code.length === 3 && code.startsWith("97")) continue;
      expect(distanceKm(point, [47.08, 2.4]), code).toBeLessThan(800);
    }
  });
});

describe("distance", () => {
  const point = fc.tuple(
    fc.double({ min: -90, max: 90, noNaN: true }),
    fc.double({ min: -180, max: 180, noNaN: true }),
  );
  it("is the same both ways, nothing to oneself, and never more than half the earth", () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, b)).toBeLessThanOrEqual(20_016);
      }),
    );
  });
  it("is 392 km from Paris to Lyon", () => {
    expect(distanceKm([48.8566, 2.3522], [45.764, 4.8357])).toBeCloseTo(391.5, 0);
  });
});

describe("a place that a visitor types", () => {
  it.each([
    ["75011", 0],
    ["  Paris ", 0],
    ["69003", 392],
    ["Saint-Étienne", 410],
    ["33000", 499],
  ])("%s lies %i km from Paris", (text, km) => {
    const point = pointNear(text);
    expect(point && Math.round(distanceKm([48.86, 2.35], point))).toBe(km);
  });

  it("is its département where no town is known, and nothing where nothing is", () => {
    expect(pointNear("69440")).toEqual(departements["69"]);
    for (const text of ["", "   ", "99999", "Atlantis", "7501", "' OR 1=1"]) expect(pointNear(text)).toBeNull();
  });
});
