import { beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { plainContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import type { PlaceInput, PlaceSettings } from "#server/modules/stock/contract-locations.ts";
import { db } from "#server/platform/db.ts";
import { demoShop } from "#server/testing/demo-shop.ts";

const admin = { ...guestActor, userId: "usr_admin", name: "Admin", roles: ["customer", "admin"] as const };
const api = () => createCallerFactory(appRouter)(plainContext({ actor: admin as never }));
const inputOf = (place: PlaceSettings, changes: Partial<PlaceInput> = {}): PlaceInput => {
  const { name: _, kind: __, line1: ___, postcode: ____, city: _____, ...settings } = place;
  return { ...settings, ...changes };
};

beforeAll(demoShop);

describe("a place's calendar", () => {
  it("is saved as one, moves the promises told from then on, and is refused to whoever saw an older one", async () => {
    const [variant] = await db().$queryRaw<{ id: string }[]>`
      SELECT l.variant_id AS id FROM stock_level l JOIN location p ON p.id = l.location_id
      WHERE p.code = 'WH-LYON' AND l.on_hand > 5 ORDER BY 1 LIMIT 1`;
    const promise = () => api().shop.checkout.promise({ variantId: variant?.id ?? "", country: "FR" });
    const before = await promise();
    const place = await api().admin.shipping.get({ code: "WH-LYON" });
    const saved = await api().admin.shipping.savePlace(inputOf(place, { handlingDays: 20, closedOn: ["2027-01-04"] }));
    expect(saved).toMatchObject({ version: place.version + 1, handlingDays: 20, closedOn: ["2027-01-04"] });
    expect(String((await promise())?.delivery?.to) > String(before?.delivery?.to)).toBe(true);
    await expect(api().admin.shipping.savePlace(inputOf(place))).rejects.toMatchObject({
      cause: { code: "stock.version_conflict", details: { version: place.version + 1 } },
    });
    const entry = await db().auditEntry.findFirst({ where: { action: "stock.place_saved", targetId: "WH-LYON" } });
    expect(entry?.data).toMatchObject({ handlingDays: 20 });
  });

  it.each<[string, Partial<PlaceInput>]>([
    ["a time of day that is none", { cutoffMinutes: 1440 }],
    ["no working day", { workingDays: [] }],
    ["a day twice", { workingDays: [1, 1] }],
    ["an eighth day", { workingDays: [8] }],
    ["an unknown time zone", { timeZone: "Europe/Atlantis" }],
    ["hours that end before they begin", { openingHours: [{ day: 1, from: 600, to: 600 }] }],
    [
      "hours at the same time",
      {
        openingHours: [
          { day: 1, from: 600, to: 700 },
          { day: 1, from: 650, to: 800 },
        ],
      },
    ],
    ["a closed day twice", { closedOn: ["2027-01-04", "2027-01-04"] }],
  ])("refuses %s", async (_, changes) => {
    const place = await api().admin.shipping.get({ code: "ST-PARIS" });
    await expect(api().admin.shipping.savePlace(inputOf(place, changes))).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("is held by the database too", async () => {
    for (const data of [
      { cutoffMinutes: 1440 },
      { workingDays: [] },
      { workingDays: [8] },
      { holidays: "DE" },
      { collectDays: 0 },
    ]) {
      await expect(db().location.updateMany({ where: { code: "ST-PARIS" }, data })).rejects.toThrow();
    }
    await expect(db().channelLocation.updateMany({ data: { ships: "sometimes" } })).rejects.toThrow();
  });
});

describe("a shipping method", () => {
  it("takes the days that staff set, and none when it is collected", async () => {
    const of = async (code: string) => (await api().admin.shipping.methods()).find((method) => method.code === code);
    const home = await of("home");
    const input = { code: "home", version: home?.version ?? 0, minDays: 4, maxDays: 6, weekdays: [1, 2], active: true };
    const saved = (await api().admin.shipping.saveMethod(input)).find(({ code }) => code === "home");
    expect(saved).toMatchObject({ minDays: 4, maxDays: 6, weekdays: [1, 2], version: input.version + 1 });
    await expect(api().admin.shipping.saveMethod(input)).rejects.toMatchObject({
      cause: { code: "fulfilment.method_changed" },
    });
    const booked = await api().admin.shipping.saveMethod({
      ...input,
      version: input.version + 1,
      carrierCode: "simulated",
    });
    expect(booked.find(({ code }) => code === "home")).toMatchObject({ carrierCode: "simulated", minDays: 4 });
    const collect = await of("collect-paris");
    const late = { ...input, code: "collect-paris", version: collect?.version ?? 0 };
    await expect(api().admin.shipping.saveMethod(late)).rejects.toMatchObject({
      cause: { code: "fulfilment.pickup_takes_no_days" },
    });
    await expect(api().admin.shipping.saveMethod({ ...input, minDays: 7 })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
