import { expect, it } from "vitest";
import { db } from "./db.ts";
import { keepSettings, settingsRevision } from "./keep-settings.ts";
import { inTx } from "./tx.ts";

const revisionNow = async () => {
  const [row] = await db().$queryRaw<{ revision: string }[]>`SELECT ${settingsRevision} AS revision`;
  return row?.revision ?? "";
};

it("keeps what was read until a setting changes, and not longer", async () => {
  const location = await db().location.create({
    data: { id: "loc_kept", code: "KEPT", name: "Before", kind: "warehouse" },
  });
  const reads: string[] = [];
  const nameOf = keepSettings(async (from, code) => {
    reads.push(code);
    return (await from.location.findUniqueOrThrow({ where: { code } })).name;
  });
  const ask = async () => nameOf(db(), "KEPT", await revisionNow());
  expect([await ask(), await ask()]).toEqual(["Before", "Before"]);
  expect(reads).toHaveLength(1);

  // Seen from outside a change is there when it is committed, together with its revision.
  const before = await revisionNow();
  await inTx(async (tx) => {
    await tx.location.update({ where: { id: location.id }, data: { name: "After" } });
    expect(await revisionNow()).toBe(before);
    expect(await ask()).toBe("Before");
  });
  expect(await revisionNow()).not.toBe(before);
  expect([await ask(), await ask()]).toEqual(["After", "After"]);
  expect(reads).toHaveLength(2);

  // Who does not know what they saw is never given what was kept, nor keeps it for others.
  expect(await nameOf(db(), "KEPT", null)).toBe("After");
  expect(reads).toHaveLength(3);
});

it("has a revision of its own for every change, also for several that commit at the same time", async () => {
  const seen = new Set([await revisionNow()]);
  for (const table of ["channel", "channel_location", "location", "price_list", "shipping_method", "tax_rate"]) {
    const [found] = await db().$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM pg_trigger WHERE tgrelid = '${table}'::regclass AND tgname = '${table}_revises'
        AND tgdeferrable AND tginitdeferred AND tgenabled = 'O'`,
    );
    expect(found?.n, table).toBe(1);
  }
  const codes = Array.from({ length: 12 }, (_, i) => `AT-ONCE-${i}`);
  await Promise.all(
    codes.map(async (code) => {
      await inTx((tx) => tx.location.create({ data: { id: `loc_${code}`, code, name: code, kind: "warehouse" } }));
      seen.add(await revisionNow());
    }),
  );
  await inTx((tx) => tx.location.deleteMany({ where: { code: { in: codes } } }));
  expect(seen).not.toContain(await revisionNow());
});
