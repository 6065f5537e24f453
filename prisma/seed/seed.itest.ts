import { describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import { verifyPassword } from "#server/modules/identity/password.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { readMedia } from "#server/platform/media.ts";
import { demoAccounts } from "./accounts.ts";
import { seed } from "./index.ts";

describe("the demo shop", () => {
  it("leaves a database with anything else in it alone", async () => {
    await db().partner.create({ data: { id: newId("partner"), kind: "company", name: "A shop of its own" } });
    expect((await seed(env().DATABASE_URL)).seeded).toEqual([]);
    expect(await db().product.count()).toBe(0);
    await db().partner.deleteMany();
  });

  it("fills an empty database, and only once", async () => {
    const first = await seed(env().DATABASE_URL);
    expect(first.seeded).toEqual(expect.arrayContaining(["setup", "catalogue", "stock", "people"]));
    const counts = async () => ({
      products: await db().product.count(),
      variants: await db().variant.count(),
      prices: await db().priceListItem.count(),
      categories: await db().category.count(),
      users: await db().user.count(),
      moves: await db().stockMove.count({ where: { reason: "receipt" } }),
      blocks: await db().contentBlock.count({ where: { status: "published" } }),
      articles: await db().article.count({ where: { status: "published" } }),
    });
    const before = await counts();
    expect(before).toMatchObject({
      products: 32,
      variants: 127,
      // One for each variant, three of a company's own.
      prices: 130,
      categories: 6,
      users: 10,
      blocks: 7,
      articles: 3,
    });
    expect((await seed(env().DATABASE_URL)).seeded).toEqual([]);
    expect(await counts()).toEqual(before);
  });

  it("stores every picture it names", async () => {
    const pictures = await db().media.findMany({ select: { key: true } });
    // Those of the products and two of the house.
    expect(pictures).toHaveLength(129);
    for (const { key } of pictures) expect(await readMedia(key ?? "")).toMatchObject({ mime: "image/webp" });
  });

  it("has plenty, few and none of things, in a ledger that adds up", async () => {
    const totals = await db().$queryRaw<{ total: number }[]>`
      SELECT coalesce(sum(l.on_hand - l.reserved), 0)::float8 AS total
      FROM variant v LEFT JOIN stock_level l ON l.variant_id = v.id GROUP BY v.id`;
    const count = (test: (n: number) => boolean) => totals.filter((row) => test(row.total)).length;
    expect(count((n) => n === 0)).toBeGreaterThanOrEqual(4);
    expect(count((n) => n >= 1 && n <= 3)).toBeGreaterThanOrEqual(6);
    expect(count((n) => n > 10)).toBeGreaterThanOrEqual(60);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("lets every account in with its printed password", async () => {
    for (const account of demoAccounts) {
      const user = await db().user.findUniqueOrThrow({
        where: { email: account.email },
        include: { staffRoles: true },
      });
      expect(await verifyPassword(account.password, user.passwordHash)).toBe(true);
      expect(user.staffRoles.map((r) => r.role)).toEqual(account.staffRole ? [account.staffRole] : []);
    }
  });
});
