import { expect, it } from "vitest";
import { db, type Tx } from "./db.ts";
import { lockName, lockRanks, lockRows, noteLocks } from "./lock-order.ts";
import { inTx } from "./tx.ts";

const refused = (work: (tx: Tx) => Promise<unknown>) =>
  inTx(async (tx) => {
    await work(tx);
    return "allowed";
  }).catch((error: Error) => error.message);

const level = (variantId: string) => `${variantId} loc`;

const cases: { name: string; work: (tx: Tx) => Promise<unknown>; answer: unknown }[] = [
  {
    name: "every rank, first to last",
    work: async (tx) => lockRanks.forEach((rank) => void noteLocks(tx, rank, ["a"])),
    answer: "allowed",
  },
  {
    name: "a payment, then its order",
    work: async (tx) => {
      noteLocks(tx, "payment", ["pay_1"]);
      noteLocks(tx, "order", ["ord_1"]);
    },
    answer: "lock order: order after payment",
  },
  {
    name: "anything after a counter",
    work: async (tx) => {
      noteLocks(tx, "counter", ["invoice"]);
      noteLocks(tx, "level", ["v l"]);
    },
    answer: "lock order: level after counter",
  },
  {
    name: "again what it has",
    work: async (tx) => {
      noteLocks(tx, "order", ["ord_1"]);
      noteLocks(tx, "level", [level("var_1")]);
      noteLocks(tx, "order", ["ord_1"]);
    },
    answer: "allowed",
  },
  {
    name: "another order after stock",
    work: async (tx) => {
      noteLocks(tx, "order", ["ord_1"]);
      noteLocks(tx, "level", [level("var_1")]);
      noteLocks(tx, "order", ["ord_2"]);
    },
    answer: "lock order: order after level",
  },
  {
    name: "levels in two goes, sorted",
    work: async (tx) => {
      noteLocks(tx, "level", [level("var_1")]);
      noteLocks(tx, "level", [level("var_1"), level("var_2")]);
    },
    answer: "allowed",
  },
  {
    name: "levels in two goes, unsorted",
    work: async (tx) => {
      noteLocks(tx, "level", [level("var_2")]);
      noteLocks(tx, "level", [level("var_1")]);
    },
    answer: "lock order: level var_1 loc after level var_2 loc",
  },
  {
    name: "levels unsorted in one go",
    work: async (tx) => noteLocks(tx, "level", [level("var_2"), level("var_1")]),
    answer: "lock order: level var_1 loc after level var_2 loc in one statement: sort by id",
  },
  {
    name: "a statement that locks nothing",
    work: (tx) => lockRows(tx, "order")`SELECT id FROM sales_order`,
    answer: "this locks no order: SELECT id FROM sales_order",
  },
  {
    name: "rows that came back unsorted",
    work: (tx) => lockRows(tx, "order")`SELECT id FROM (VALUES ('b'), ('a')) AS o(id) -- FOR UPDATE`,
    answer: "lock order: order a after order b in one statement: sort by id",
  },
];

it.each(cases)("$name → $answer", async ({ work, answer }) => {
  expect(await refused(work)).toBe(answer);
});

it("refuses a lock outside of a transaction, which would end with its statement", async () => {
  await expect(lockName(db(), "price", "x")).rejects.toThrow("price locked outside of inTx");
});

it("starts anew with every transaction", async () => {
  expect(await refused(async (tx) => noteLocks(tx, "counter", ["a"]))).toBe("allowed");
  expect(await refused(async (tx) => noteLocks(tx, "cart", ["a"]))).toBe("allowed");
});
