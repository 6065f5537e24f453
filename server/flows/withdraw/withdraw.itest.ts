import { describe, expect, it } from "vitest";
import { everything, nothing } from "#server/access/scope.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { declareInput } from "#server/modules/withdrawals/contract.ts";
import { handleWithdrawal, listWithdrawals, openWithdrawals } from "#server/modules/withdrawals/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { deliverOrder } from "#server/testing/send-order.ts";
import { declareWithdrawal } from "./declare-withdrawal.ts";
import { findContract } from "./find-contract.ts";

type Order = Awaited<ReturnType<typeof makeOrder>>;
const now = () => new Date();
const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
const emailOf = async (order: Order) => (await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } })).email;
const contractOf = async (order: Order) => ({ number: order.number, email: await emailOf(order) });

async function declare(order: Order, more: { lines?: [number, number][]; email?: string; at?: Date } = {}) {
  const contract = await contractOf(order);
  return declareWithdrawal(
    {
      contract,
      name: "Zoé Œuvrard",
      email: more.email ?? contract.email,
      ...(more.lines && {
        lines: more.lines.map(([i, quantity]) => ({ orderLineId: order.lines[i]?.id ?? "", quantity })),
      }),
    },
    { by: bySystem, locale: "fr" },
    more.at ?? now(),
  );
}
const mailsOf = (number: string) =>
  db().mailMessage.findMany({ where: { dedupeKey: { startsWith: `withdrawal:${number}:` } }, orderBy: { to: "asc" } });

describe("withdrawing from a contract", () => {
  it("before anything left: kept word for word, confirmed with date and time, for staff to carry out", async () => {
    const order = await makeOrder();
    const found = await findContract(db(), await contractOf(order), now());
    expect(found).toMatchObject({ found: true, number: order.number, consumer: true, lastDay: null, late: false });
    expect(found.lines.map((line) => line.orderLineId)).toEqual(order.lines.map((line) => line.id));
    const receipt = await declare(order);
    expect(receipt.number).toMatch(/^WD-\d{4}-\d{6}$/);
    expect(receipt.statement).toContain(order.number);
    expect(receipt.returnNumber).toBeNull();
    const [mail] = await mailsOf(receipt.number);
    expect(mail?.to).toBe(await emailOf(order));
    for (const words of [receipt.number, order.number, String(now().getUTCFullYear())])
      expect(mail?.text).toContain(words);
    const { items } = await listWithdrawals(db(), everything, { query: receipt.number });
    expect(items).toMatchObject([{ status: "open", found: true, statement: receipt.statement }]);
    const events = await db().orderEvent.findMany({ where: { orderId: order.id, type: "withdrawal_declared" } });
    expect(events).toHaveLength(1);
  });

  it("after all arrived: announced as a return at once, line by line, each unit once", async () => {
    const order = await makeOrder();
    await deliverOrder(order.id);
    const part = await declare(order, { lines: [[0, 1]] });
    expect(part.returnNumber).toMatch(/^RT-/);
    const left = await findContract(db(), await contractOf(order), now());
    expect(left.lines[0]?.quantity).toBe((order.lines[0]?.quantity ?? 0) - 1);
    expect(await codeOf(declare(order, { lines: [[0, 99]] }))).toBe("withdrawals.too_much");
    const rest = await declare(order);
    expect(rest.returnNumber).toMatch(/^RT-/);
    expect(await codeOf(declare(order))).toBe("withdrawals.nothing_left");
    const { items } = await listWithdrawals(db(), everything, { query: order.number });
    expect(items.map((row) => row.status)).toEqual(["handled", "handled"]);
    const returned = await db().returnLine.findMany({ where: { return: { orderId: order.id } } });
    const ordered = order.lines.reduce((sum, line) => sum + line.quantity, 0);
    expect(returned.reduce((sum, line) => sum + Number(line.quantity), 0)).toBe(ordered);
  });

  it("too late is taken all the same, and said so", async () => {
    const order = await makeOrder();
    await deliverOrder(order.id);
    const receipt = await declare(order, { at: days(60) });
    expect(receipt).toMatchObject({ late: true, returnNumber: null });
    expect((await listWithdrawals(db(), everything, { query: receipt.number })).items[0]?.status).toBe("open");
  });

  it("of an order that nobody knows is taken, tells nothing and mails only who asked", async () => {
    const order = await makeOrder();
    const contract = { number: order.number, email: "somebody.else@example.com" };
    const found = await findContract(db(), contract, now());
    expect(found).toEqual({
      found: false,
      number: order.number,
      consumer: true,
      lastDay: null,
      late: false,
      lines: [],
      excluded: [],
    });
    const receipt = await declareWithdrawal(
      { contract, name: "Somebody", email: contract.email },
      { by: bySystem, locale: "en" },
      now(),
    );
    expect((await mailsOf(receipt.number)).map((mail) => mail.to)).toEqual([contract.email]);
    expect(await db().orderEvent.count({ where: { orderId: order.id, type: "withdrawal_declared" } })).toBe(0);
    expect((await listWithdrawals(db(), everything, { query: receipt.number })).items[0]?.found).toBe(false);
  });

  it("with a receipt elsewhere tells the order's own address too, and gives its page to that one only", async () => {
    const order = await makeOrder();
    const receipt = await declare(order, { email: "elsewhere@example.com" });
    const mails = await mailsOf(receipt.number);
    expect(mails.map((mail) => mail.to).sort()).toEqual([await emailOf(order), "elsewhere@example.com"].sort());
    for (const mail of mails) expect(mail.text.includes("/order/")).toBe(mail.to !== "elsewhere@example.com");
  });

  it("leaves out what the law excludes, and says which and why; what is sealed may still come back", async () => {
    const order = await makeOrder({
      lines: [
        { price: "120.00", quantity: 1, name: "Table sur mesure", returnExclusion: "made_to_measure" },
        { price: "19.90", quantity: 2, name: "Oreiller", returnExclusion: "hygiene_sealed" },
      ],
    });
    // Excluded is what was when it was ordered, whatever its product says by now.
    await db().product.updateMany({
      where: { variants: { some: { orderLines: { some: { orderId: order.id } } } } },
      data: { returnExclusion: null },
    });
    const [table, pillow] = order.lines.map((line) => line.id);
    const found = await findContract(db(), await contractOf(order), now());
    expect(found.excluded).toEqual([{ orderLineId: table, name: "Table sur mesure", exclusion: "made_to_measure" }]);
    expect(found.lines).toMatchObject([{ orderLineId: pillow, quantity: 2, exclusion: "hygiene_sealed" }]);
    expect(await codeOf(declare(order, { lines: [[0, 1]] }))).toBe("withdrawals.excluded");
    const { statement } = await declare(order);
    expect(statement).toContain("Oreiller");
    expect(statement).not.toContain("Table");
  });

  it("is a consumer's right", async () => {
    const order = await makeOrder();
    const { billingAddress } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    const billing = { ...(billingAddress as object), company: "Hôtel Alba SARL" };
    await db().salesOrder.update({ where: { id: order.id }, data: { billingAddress: billing } });
    expect((await findContract(db(), await contractOf(order), now())).consumer).toBe(false);
    expect(await codeOf(declare(order))).toBe("withdrawals.consumers_only");
  });

  it("twice at the same moment is one declaration", async () => {
    const order = await makeOrder();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => codeOf(declare(order))));
    expect(outcomes.sort()).toEqual(["done", ...Array(3).fill("withdrawals.nothing_left")]);
  });

  it("is judged by the order as it is when its turn comes: called off meanwhile, nothing is announced", async () => {
    const order = await makeOrder();
    let declared: ReturnType<typeof declare> | undefined;
    await inTx(async (tx) => {
      await lockOrder(tx, order.id);
      declared = declare(order);
      await expect
        .poll(async () => {
          const [row] = await db().$queryRaw<{ n: number }[]>`
            SELECT count(*)::int AS n FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%sales_order%'`;
          return row?.n;
        })
        .toBe(1);
      await tx.salesOrder.update({ where: { id: order.id }, data: { status: "cancelled", closedAt: now() } });
    });
    const receipt = await declared;
    const kept = await db().withdrawal.findUniqueOrThrow({ where: { number: receipt?.number ?? "" } });
    expect(kept).toMatchObject({ orderId: null, status: "open", returnNumber: null });
    expect(await db().orderEvent.count({ where: { orderId: order.id, type: "withdrawal_declared" } })).toBe(0);
  });

  it("takes no name or number that a mailbox would make a link of", () => {
    const contract = { number: "SO-1", email: "a@example.com" };
    const given = (name: string, number = "SO-1") =>
      declareInput.safeParse({ contract: { ...contract, number }, name, email: "a@example.com" }).success;
    expect(given("Zoé d’Œuvrard-Martin")).toBe(true);
    for (const name of ["http://evil.example", "win at evil.example", "<b>you</b>", "a@b"])
      expect(given(name)).toBe(false);
    expect(given("Zoé", "EVIL.EXAMPLE/X")).toBe(false);
  });
});

describe("staff", () => {
  it("say once what was done about it; nobody else reads any", async () => {
    const receipt = await declare(await makeOrder());
    const handle = () =>
      codeOf(
        inTx((tx) => handleWithdrawal(tx, { number: receipt.number, outcome: "Commande annulée" }, bySystem, now())),
      );
    const before = await openWithdrawals(db(), everything);
    expect([await handle(), await handle()]).toEqual(["done", "withdrawals.handled_already"]);
    expect(await openWithdrawals(db(), everything)).toBe(before - 1);
    expect((await listWithdrawals(db(), nothing, {})).items).toEqual([]);
    expect(await openWithdrawals(db(), nothing)).toBe(0);
  });
});
