import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { plainContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import type { ChannelInput, ChannelSettings } from "./contract.ts";

const admin = { ...guestActor, userId: "usr_admin", name: "Admin", roles: ["customer", "admin"] as const };
const api = () => createCallerFactory(appRouter)(plainContext({ actor: admin as never })).admin.channels;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_channel_tests";
  resetEnv();
  await demoShop();
});

afterAll(() => sandbox.close());

/** The channel as it stands, with changes. */
const inputOf = (channel: ChannelSettings, changes: Partial<ChannelInput> = {}): ChannelInput => {
  const { name: _, kind: __, safetyStocks: ___, locations, ...settings } = channel;
  const serving = locations.filter((place) => place.priority !== null);
  return { ...settings, locations: serving.map(({ code, safetyStock }) => ({ code, safetyStock })), ...changes };
};

describe("a channel's settings", () => {
  it("are saved as one, raise the version, and are kept in the audit log", async () => {
    const before = await api().get({ code: "rep" });
    const after = await api().save(
      inputOf(before, {
        holdOn: "cart",
        cartHoldMinutes: 3,
        reviewsAppear: "at_once",
        reviewAskDays: 0,
        reminderMinutes: 0,
        sourcing: "nearest",
        splitLines: false,
        locations: [
          { code: "WH-NANTES", safetyStock: 2 },
          { code: "ST-PARIS", safetyStock: 0 },
        ],
      }),
    );
    expect(after).toMatchObject({ version: before.version + 1, holdOn: "cart", cartHoldMinutes: 3, splitLines: false });
    const rep = await db().channel.findUniqueOrThrow({ where: { code: "rep" } });
    expect([rep.reminderMinutes, rep.reviewAskDays, rep.reviewsAppear]).toEqual([null, null, "at_once"]);
    expect(after.locations.map((place) => [place.code, place.priority, place.safetyStock])).toEqual([
      ["WH-NANTES", 0, 2],
      ["ST-PARIS", 1, 0],
      ["WH-LYON", null, 0],
      ["ST-BORDEAUX", null, 0],
    ]);
    const [entry] = await db().auditEntry.findMany({ where: { action: "channels.saved", targetId: "rep" } });
    expect(entry?.data).toMatchObject({ holdOn: "cart" });
    expect(await db().outboxEvent.count({ where: { type: "channels.channel.changed" } })).toBe(1);
  });

  it("are refused to whoever did not see the latest, with its version", async () => {
    const seen = await api().get({ code: "pos" });
    const answers = await Promise.allSettled([
      api().save(inputOf(seen, { holdMinutes: 11 })),
      api().save(inputOf(seen, { holdMinutes: 12 })),
    ]);
    expect(answers.map((a) => a.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = answers.find((a) => a.status === "rejected");
    expect(refused?.reason).toMatchObject({
      cause: { code: "channels.version_conflict", details: { version: seen.version + 1 } },
    });
    await expect(
      api().save(inputOf(await api().get({ code: "pos" }), { locations: [{ code: "SUPPLIER", safetyStock: 0 }] })),
    ).rejects.toMatchObject({ cause: { code: "channels.location_not_found" } });
  });
});

describe("safety stock", () => {
  const shown = async (variantId: string) => {
    const [row] = await shopper().api.shop.stock.availability({ variantIds: [variantId] });
    return row?.available;
  };

  it("of a place and of an article is not sold, whoever asks and however many try", async () => {
    const { variantId, sku } = await article({ stock: 7 });
    const web = await api().get({ code: "web" });
    const saved = await api().save(
      inputOf(web, {
        locations: web.locations.map(({ code }) => ({ code, safetyStock: code === "WH-LYON" ? 2 : 0 })),
      }),
    );
    expect(await shown(variantId)).toBe(5);
    const more = await api().setSafetyStock({ code: "web", version: saved.version, sku, quantity: 3 });
    expect(more.safetyStocks).toEqual([expect.objectContaining({ sku, quantity: 3 })]);
    expect(await shown(variantId)).toBe(2);
    const shoppers = Array.from({ length: 5 }, () => shopper());
    for (const who of shoppers) await who.api.shop.cart.add({ variantId, quantity: 1 });
    const answers = await Promise.allSettled(shoppers.map((who) => who.order()));
    const refused = answers.flatMap((a) =>
      a.status === "rejected" ? [(a.reason.cause as { code: string }).code] : [],
    );
    expect(refused.filter((code) => code === "stock.not_enough")).toHaveLength(3);
    expect(await shown(variantId)).toBe(0);
    expect(Number((await db().stockLevel.findFirstOrThrow({ where: { variantId } })).reserved)).toBe(2);
    const gone = await api().setSafetyStock({ code: "web", version: more.version, sku, quantity: 0 });
    expect(gone.safetyStocks).toEqual([]);
    await expect(
      api().setSafetyStock({ code: "web", version: gone.version, sku: "NO-SUCH", quantity: 1 }),
    ).rejects.toMatchObject({ cause: { code: "channels.variant_not_found" } });
  });
});
