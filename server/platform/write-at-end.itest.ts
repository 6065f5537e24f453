import { beforeAll, describe, expect, it } from "vitest";
import { countStatements } from "#server/testing/count-statements.ts";
import { anyOf } from "./any-of.ts";
import { connect, db, Prisma, type Tx } from "./db.ts";
import { env } from "./env.ts";
import { inTx } from "./tx.ts";
import { writeAtEnd } from "./write-at-end.ts";

beforeAll(async () => {
  await db().$executeRaw`CREATE TABLE room (id int PRIMARY KEY)`;
  await db().$executeRaw`CREATE TABLE guest (id int PRIMARY KEY, room_id int NOT NULL REFERENCES room)`;
});

const room = (id: number) => Prisma.sql`INSERT INTO room (id) VALUES (${id}::int)`;
const guest = (id: number, roomId: number) => Prisma.sql`INSERT INTO guest VALUES (${id}::int, ${roomId}::int)`;
const counts = async () => {
  const [row] = await db().$queryRaw<{ rooms: number; guests: number }[]>`
    SELECT (SELECT count(*)::int FROM room) AS rooms, (SELECT count(*)::int FROM guest) AS guests`;
  return row;
};

describe("what a transaction writes at its end", () => {
  it("goes in one statement, before what was asked to be last, and keeps the constraints between its parts", async () => {
    const { statements } = await countStatements(() =>
      inTx(async (tx) => {
        writeAtEnd(tx, guest(1, 1));
        writeAtEnd(tx, room(1));
        expect(await counts()).toEqual({ rooms: 0, guests: 0 });
      }),
    );
    expect(statements.filter((sql) => sql.includes("INSERT"))).toHaveLength(1);
    expect(await counts()).toEqual({ rooms: 1, guests: 1 });
  });

  it("tells a later part what an earlier one returned", async () => {
    await inTx((tx) => {
      writeAtEnd(tx, room(2), { as: "built", returning: "id" });
      writeAtEnd(tx, Prisma.sql`INSERT INTO guest SELECT id, id FROM built`);
    });
    expect(await counts()).toEqual({ rooms: 2, guests: 2 });
  });

  it("is undone as a whole when a check says no, and a check hears how many rows there were", async () => {
    const heard: number[] = [];
    const refused = inTx((tx) => {
      writeAtEnd(tx, room(3), { check: (rows) => heard.push(rows) });
      writeAtEnd(tx, Prisma.sql`DELETE FROM room WHERE id = 99`, {
        check: (rows) => {
          heard.push(rows);
          throw new Error("nobody there");
        },
      });
    });
    await expect(refused).rejects.toThrow("nobody there");
    expect(heard).toEqual([1, 0]);
    expect(await counts()).toEqual({ rooms: 2, guests: 2 });
  });

  it("is asked for inside of inTx only", () => {
    expect(() => writeAtEnd(db() as unknown as Tx, room(9))).toThrow("outside of inTx");
  });
});

describe("a list of ids", () => {
  it.each([0, 1, 2, 3, 33, 40])("of %i finds what it names", async (length) => {
    const ids = Array.from({ length }, (_, i) => String(i));
    const found = await db().$queryRaw<{ id: string }[]>`
      SELECT id::text FROM generate_series(0, 99) AS id WHERE id::text ${anyOf(ids)}`;
    expect(found.map((row) => row.id)).toEqual(ids);
  });

  it("is planned once: the sixth run of a statement uses the plan of the first ones", async () => {
    const one = connect(env().DATABASE_URL, { max: 1 });
    for (let run = 0; run < 8; run++) {
      await one.$queryRaw`SELECT /* lists */ i.id FROM price_list_item i WHERE i.variant_id ${anyOf([`var_${run}`])}`;
    }
    const [plans] = await one.$queryRaw<{ generic: number; custom: number }[]>`
      SELECT generic_plans::int AS generic, custom_plans::int AS custom FROM pg_prepared_statements
      WHERE statement LIKE 'SELECT /* lists */%'`;
    await one.$disconnect();
    expect(plans).toEqual({ generic: 3, custom: 5 });
  });
});
