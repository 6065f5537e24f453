// Somebody changed it meanwhile: a typed conflict, with the state that the reading procedure answers now.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "#server/platform/db.ts";
import { openAttackedShop } from "../testing/attacks/attacked-shop.ts";
import { Attacker } from "../testing/attacks/attacker.ts";
import { makeOrder } from "../testing/order-fixture.ts";
import { article } from "../testing/shoppers.ts";
import { readingOf } from "./fresh.ts";
import { appRouter } from "./root.ts";

openAttackedShop();

type Wire = { code: string; details: Record<string, unknown>; fresh?: Record<string, unknown> };
const asked = async (who: Attacker, path: string, input: unknown) => {
  const response = await who.fetch(`/api/trpc/${path}`, {
    method: "POST",
    body: JSON.stringify(input),
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
  });
  const body = (await response.json()) as { error?: { data: { wire: Wire } } };
  return { status: response.status, wire: body.error?.data.wire };
};

type Version = { version: number };
type Case = {
  changes: string;
  code: string;
  /** Somebody who may, and the record under their eyes. */
  begin: () => Promise<{
    who: Attacker;
    get: object;
    change: (version: number) => object;
    elsewhere: () => Promise<unknown>;
  }>;
};

const shopperCase = async () => {
  const { variantId } = await article({ stock: 50 });
  const who = new Attacker();
  const { data: cart } = await who.add(variantId);
  return { who, variantId, lineId: cart.lines[0]?.id ?? "", elsewhere: () => who.add(variantId) };
};
const orderCase = async (change: object) => {
  const { number } = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }] });
  const elsewhere = () => db().salesOrder.update({ where: { number }, data: { version: { increment: 1 } } });
  return {
    who: await Attacker.staff("admin"),
    get: { number },
    change: (version: number) => ({ number, version, ...change }),
    elsewhere,
  };
};
const deliveryCase = async (change: object) => {
  const order = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }] });
  const number = order.deliveries[0] ?? "";
  const elsewhere = () => db().delivery.update({ where: { number }, data: { version: { increment: 1 } } });
  return {
    who: await Attacker.staff("admin"),
    get: { number },
    change: (version: number) => ({ number, version, ...change }),
    elsewhere,
  };
};

const cases: Case[] = [
  {
    changes: "shop.cart.setQuantity",
    code: "sales.cart_changed",
    begin: async () => {
      const { who, lineId, elsewhere } = await shopperCase();
      return { who, get: {}, change: (version) => ({ lineId, quantity: 5, version }), elsewhere };
    },
  },
  {
    changes: "shop.cart.add",
    code: "sales.cart_changed",
    begin: async () => {
      const { who, variantId, elsewhere } = await shopperCase();
      return { who, get: {}, change: (version) => ({ variantId, quantity: 1, version }), elsewhere };
    },
  },
  {
    changes: "admin.orders.cancel",
    code: "sales.order_changed",
    begin: () => orderCase({ reason: "changed their mind" }),
  },
  { changes: "admin.orders.addNote", code: "sales.order_changed", begin: () => orderCase({ text: "call back" }) },
  { changes: "admin.deliveries.startPicking", code: "fulfilment.version_conflict", begin: () => deliveryCase({}) },
  {
    changes: "admin.products.update",
    code: "catalogue.version_conflict",
    begin: async () => {
      const { id } = await db().product.findFirstOrThrow({ where: { status: "active" } });
      return {
        who: await Attacker.staff("admin"),
        get: { id },
        change: (version) => ({ id, version, status: "active" }),
        elsewhere: () => db().product.update({ where: { id }, data: { version: { increment: 1 } } }),
      };
    },
  },
  {
    changes: "admin.channels.save",
    code: "channels.version_conflict",
    begin: async () => {
      const who = await Attacker.staff("admin");
      const { data } = await who.query<Record<string, unknown>>("admin.channels.get", { code: "web" });
      const fields = Object.keys(inputShape("admin.channels.save"));
      const served = (data.locations as { code: string; safetyStock: number; priority: number | null }[]).filter(
        ({ priority }) => priority !== null,
      );
      const locations = served.map(({ code, safetyStock }) => ({ code, safetyStock }));
      const settings = {
        ...Object.fromEntries(fields.flatMap((key) => (key in data ? [[key, data[key]]] : []))),
        locations,
      };
      return {
        who,
        get: { code: "web" },
        change: (version) => ({ ...settings, version }),
        elsewhere: () => db().channel.update({ where: { code: "web" }, data: { version: { increment: 1 } } }),
      };
    },
  },
];

type Procedure = { _def: { type: string; inputs?: unknown[] } };
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
const inputShape = (path: string): Record<string, unknown> => {
  const [input] = procedures[path]?._def.inputs ?? [];
  return input instanceof z.ZodObject ? input.shape : {};
};

describe("a change of what somebody else changed meanwhile", () => {
  it.each(cases)("$changes → 409 $code with the fresh state", async ({ changes, code, begin }) => {
    const { who, get, change, elsewhere } = await begin();
    const reading = readingOf(changes);
    const { data: seen } = await who.query<Version>(reading, get);
    await elsewhere();
    const refused = await asked(who, changes, change(seen.version));
    expect([refused.status, refused.wire?.code]).toEqual([409, code]);
    const { data: now } = await who.query<Version>(reading, get);
    expect(now.version).toBe(seen.version + 1);
    expect(refused.wire?.details).toMatchObject({ version: now.version });
    expect(refused.wire?.fresh).toEqual(now);
    // With the version that they were shown it works.
    expect((await asked(who, changes, change(now.version))).status).toBe(200);
  });

  it("shows a stranger nothing of it", async () => {
    const { get, change, elsewhere } = await orderCase({ reason: "mine now" });
    await elsewhere();
    const refused = await asked(new Attacker(), "admin.orders.cancel", { ...get, ...change(1) });
    expect([refused.status, refused.wire?.fresh]).toEqual([401, undefined]);
  });
});

/** Changes that name a version and have no `get` beside them: their pages read the record from a list. */
const readFromLists =
  /^(account\.reviews|shop\.reviews|admin\.(attributes|coupons|giftCards|homePage|makers|pickups|prices|reviews|supplies|synonyms))\./;

it("every change that names a version has a reading beside it that shows the fresh state", () => {
  const versioned = Object.entries(procedures)
    .filter(([path, { _def }]) => _def.type === "mutation" && "version" in inputShape(path))
    .map(([path]) => path);
  expect(versioned.length).toBeGreaterThan(8);
  const alone = versioned.filter((path) => !procedures[readingOf(path)]);
  expect(alone.filter((path) => !readFromLists.test(path))).toEqual([]);
});
