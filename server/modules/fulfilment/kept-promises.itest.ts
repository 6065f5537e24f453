import { beforeAll, describe, expect, it } from "vitest";
import { db, Prisma } from "#server/platform/db.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import { keptPromises, outcomeSql } from "./kept-promises.ts";
import { outcomeOf } from "./promise.ts";

const day = (date: string) => new Date(`${date}T00:00:00Z`);
const now = new Date("2026-11-25T12:00:00Z");
const times = [null, "2026-11-23T10:00:00Z", "2026-11-24T22:30:00Z", "2026-11-24T23:30:00Z", "2026-11-27T10:00:00Z"];

let number = "";
let deliveryId = "";
beforeAll(async () => {
  await testShop();
  const made = await makeOrder({ now: new Date("2026-11-20T10:00:00Z") });
  number = made.number;
  deliveryId = (await db().delivery.findFirstOrThrow({ where: { orderId: made.id } })).id;
});

describe("what became of promises", () => {
  it("is the same in SQL as in the model, whatever happened and wherever", async () => {
    for (const timeZone of ["Europe/Paris", "America/Cayenne"]) {
      await db().location.updateMany({ data: { timeZone } });
      for (const pickup of [false, true]) {
        for (const promisedTo of [null, "2026-11-24", "2026-11-25"]) {
          for (const [shipped, there] of times.flatMap((a) => times.map((b) => [a, b] as const))) {
            const at = (text: string | null) => (text ? new Date(text) : null);
            const readyAt = pickup ? at(there) : null;
            const deliveredAt = pickup ? null : at(there);
            const status = deliveredAt ? "delivered" : readyAt ? "packed" : shipped ? "shipped" : "planned";
            const facts = { pickup, status, readyAt, shippedAt: at(shipped), deliveredAt };
            await db().delivery.update({
              where: { id: deliveryId },
              data: {
                ...facts,
                collectBy: readyAt ? day("2026-12-10") : null,
                promisedFrom: promisedTo ? day(promisedTo) : null,
                promisedTo: promisedTo ? day(promisedTo) : null,
              },
            });
            const [row] = await db().$queryRaw<{ outcome: string }[]>(
              Prisma.sql`SELECT ${outcomeSql(now)} AS outcome FROM delivery d JOIN location l ON l.id = d.location_id
                WHERE d.id = ${deliveryId}`,
            );
            expect(row?.outcome, JSON.stringify({ ...facts, promisedTo, timeZone })).toBe(
              outcomeOf({ ...facts, promisedTo }, timeZone, now),
            );
          }
        }
      }
    }
  });

  it("is counted by place and method, with the late ones by name", async () => {
    await db().location.updateMany({ data: { timeZone: "Europe/Paris" } });
    await db().delivery.update({
      where: { id: deliveryId },
      data: {
        ...{ pickup: false, readyAt: null, collectBy: null, status: "delivered", promisedFrom: day("2026-11-23") },
        ...{
          promisedTo: day("2026-11-24"),
          shippedAt: day("2026-11-23"),
          deliveredAt: new Date("2026-11-25T09:00:00Z"),
        },
      },
    });
    const input = { since: "2026-11-01", now };
    const all = await keptPromises(db(), input, "fr");
    expect(all).toMatchObject({ kept: 0, late: 1, open: 0 });
    expect(all.rows).toEqual([
      {
        locationCode: "T1",
        locationName: "Lyon",
        method: { code: "test-home", name: "À domicile" },
        kept: 0,
        late: 1,
        open: 0,
      },
    ]);
    expect(all.lateOnes).toMatchObject([{ orderNumber: number, promisedTo: "2026-11-24", at: "2026-11-25T09:00:00Z" }]);
    expect(await keptPromises(db(), { ...input, locationCode: "T2" }, "fr")).toMatchObject({ late: 0, lateOnes: [] });
    expect(await keptPromises(db(), { ...input, since: "2026-11-25" }, "fr")).toMatchObject({ late: 0, rows: [] });
  });
});
