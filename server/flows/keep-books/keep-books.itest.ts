import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import { plainContext } from "#server/api/context.ts";
import { serveExport } from "#server/api/exports.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { parisDate } from "#server/kernel/days.ts";
import { newId } from "#server/kernel/ids.ts";
import { assignRole, saveAccount, trialBalance } from "#server/modules/accounting/index.ts";
import { bookRefund, lockPayment, settleRefund } from "#server/modules/payments/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { fecProblems } from "#server/testing/fec-rules.ts";
import { makeOrder, type TestOrder } from "#server/testing/order-fixture.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { onRefunded } from "../refund-payment/on-refunded.ts";
import { backfillBooks } from "./backfill-books.ts";
import { correctEntry } from "./correct-entry.ts";
import { keepBooks } from "./keep-books.ts";

const entriesOf = (orderId: string) =>
  db().journalEntry.findMany({
    where: { orderId },
    orderBy: [{ postedAt: "asc" }, { id: "asc" }],
    include: { lines: { orderBy: { position: "asc" } } },
  });
const linesOf = (entry: Awaited<ReturnType<typeof entriesOf>>[number] | undefined) =>
  entry?.lines.map((l) => [l.accountCode, Number(l.debitMinor), Number(l.creditMinor)]);

const post = async (orderId: string) => postInvoice((await draftInvoice(orderId)) ?? "", bySystem);

/** Money goes back, as a provider's answer writes it. */
async function refund(orderId: string, amountMinor: number): Promise<void> {
  const payment = await db().payment.findFirstOrThrow({ where: { orderId } });
  await inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    let locked = await lockPayment(tx, payment.id);
    const wanted = { amountMinor, reason: "gesture", idempotencyKey: randomUUID() };
    const { id } = await bookRefund(tx, locked, wanted, bySystem);
    locked = await lockPayment(tx, payment.id);
    const answer = { providerRef: `re_${randomUUID()}`, status: "succeeded" as const, failureCode: null };
    await settleRefund(tx, locked, id, answer, new Date());
    await onRefunded(tx, order, locked, { id, amountMinor, reason: "gesture" });
    await keepBooks(tx, orderId, new Date());
  });
}

describe("the journal", () => {
  it("has a payment and its invoice, tax by rate, and settles the customer", async () => {
    const order = await makeOrder({
      company: "Atelier Nord",
      lines: [
        { price: "120.00", quantity: 1 },
        { price: "10.55", quantity: 1, rate: "0.055" },
      ],
    });
    await post(order.id);
    const [payment, invoice, ...more] = await entriesOf(order.id);
    expect(more).toEqual([]);
    expect(payment).toMatchObject({ journal: "BQ", documentType: "payment", currency: "EUR" });
    expect(linesOf(payment)).toEqual([
      ["517100", 14_045, 0],
      ["411000", 0, 14_045],
    ]);
    expect(invoice).toMatchObject({ journal: "VE", documentType: "invoice" });
    expect(linesOf(invoice)).toEqual([
      ["411000", 14_045, 0],
      ["707000", 0, 10_000],
      ["707000", 0, 1000],
      ["708500", 0, 825],
      ["445711", 0, 2165],
      ["445713", 0, 55],
    ]);
    expect(invoice?.lines[0]).toMatchObject({ partnerName: "Atelier Nord" });
    await expectBooksToHold();
  });

  it("has one entry per document, however often it is asked", async () => {
    const order = await makeOrder();
    await post(order.id);
    const again = () => inTx(async (tx) => (await lockOrder(tx, order.id)) && keepBooks(tx, order.id, new Date()));
    expect(await Promise.all([again(), again(), again()])).toEqual([0, 0, 0]);
    expect(await entriesOf(order.id)).toHaveLength(2);
  });

  it("gives its number back with a transaction that fails, and is not written without it", async () => {
    const order = await makeOrder();
    const id = (await draftInvoice(order.id)) ?? "";
    const before = await db().counter.findMany({ orderBy: { key: "asc" } });
    await db().accountRole.delete({ where: { role: "sales" } });
    await expect(postInvoice(id, bySystem)).rejects.toMatchObject({ code: "accounting.role_missing" });
    expect(await db().invoice.findUnique({ where: { id } })).toMatchObject({ status: "draft", number: null });
    expect(await db().counter.findMany({ orderBy: { key: "asc" } })).toEqual(before);
    await db().accountRole.create({ data: { role: "sales", accountCode: "707000" } });
    await postInvoice(id, bySystem);
    await expectBooksToHold();
  });

  it("numbers without a gap when many are posted at once", async () => {
    const orders = [];
    for (let i = 0; i < 6; i++) orders.push(await makeOrder({ lines: [{ price: "12.00", quantity: 1 }] }));
    await Promise.all(orders.map((order) => post(order.id)));
    const posted = await db().journalEntry.findMany({ where: { journal: "VE" }, orderBy: { sequenceNo: "asc" } });
    expect(posted.map((e) => e.sequenceNo)).toEqual(posted.map((_, i) => i + 1));
    await expectBooksToHold();
  });

  it("refuses to be edited, and an entry that does not balance", async () => {
    const order = await makeOrder();
    const [entry] = await entriesOf(order.id);
    const id = entry?.id ?? "";
    const refused = (work: PromiseLike<number>, why: RegExp) => expect(work).rejects.toThrow(why);
    await refused(db().$executeRaw`UPDATE journal_entry SET label = 'x' WHERE id = ${id}`, /append-only/);
    await refused(db().$executeRaw`DELETE FROM journal_line WHERE entry_id = ${id}`, /append-only/);
    await refused(
      db().$executeRaw`INSERT INTO journal_line (entry_id, position, account_code, label, credit_minor)
        VALUES (${id}, 9, '707000', 'x', 1)`,
      /does not balance/,
    );
  });
});

describe("a correction", () => {
  it("takes the entry back line by line and posts the document again by today's accounts", async () => {
    const order = await makeOrder();
    await post(order.id);
    const original = (await entriesOf(order.id)).find((e) => e.documentType === "invoice");
    const account = { code: "707100", name: { fr: "Ventes en ligne", en: "Online sales" }, kind: "income" as const };
    await inTx((tx) => saveAccount(tx, { ...account, active: true }, bySystem));
    await inTx((tx) => assignRole(tx, { role: "sales:FR", accountCode: "707100" }, bySystem));
    const { id } = await correctEntry({ id: original?.id ?? "", reason: "wrong account" }, bySystem);
    const entries = await entriesOf(order.id);
    const reversal = entries.find((e) => e.reversesId === original?.id);
    expect(linesOf(reversal)).toEqual(linesOf(original)?.map(([code, debit, credit]) => [code, credit, debit]));
    const again = entries.find((e) => e.id === id);
    expect(again).toMatchObject({ documentType: "invoice", revision: 2, reason: "wrong account" });
    expect(linesOf(again)?.map(([code]) => code)).toContain("707100");
    const twice = correctEntry({ id: original?.id ?? "", reason: "once more" }, bySystem);
    await expect(twice).rejects.toMatchObject({ code: "accounting.already_reversed" });
    await expect(correctEntry({ id: reversal?.id ?? "", reason: "back" }, bySystem)).rejects.toMatchObject({
      code: "accounting.already_reversed",
    });
    await inTx((tx) => assignRole(tx, { role: "sales:FR", accountCode: null }, bySystem));
    await expectBooksToHold();
  });

  it("happens once when two people ask for it", async () => {
    const order = await makeOrder();
    const [entry] = await entriesOf(order.id);
    const ask = () => correctEntry({ id: entry?.id ?? "", reason: "both at once" }, bySystem);
    const answers = await Promise.allSettled([ask(), ask()]);
    expect(answers.map((a) => a.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expectBooksToHold();
  });
});

describe("the chart", () => {
  it("keeps an account for every base role, and the kind of what was posted to", async () => {
    const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });
    await refused(
      inTx((tx) => assignRole(tx, { role: "vat", accountCode: null }, bySystem)),
      "accounting.role_needed",
    );
    await refused(
      inTx((tx) => assignRole(tx, { role: "vat", accountCode: "999999" }, bySystem)),
      "accounting.account_not_found",
    );
    const sales = { code: "707000", name: { fr: "Ventes", en: "Sales" }, active: true };
    await refused(
      inTx((tx) => saveAccount(tx, { ...sales, kind: "asset" }, bySystem)),
      "accounting.account_in_use",
    );
    await refused(
      inTx((tx) => saveAccount(tx, { ...sales, kind: "income", active: false }, bySystem)),
      "accounting.account_in_use",
    );
  });
});

describe("a database from before the journal", () => {
  it("gets the entries of its documents, the oldest first, once", async () => {
    const order = await makeOrder();
    await post(order.id);
    await db().$transaction([
      db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
      db().$executeRawUnsafe("DELETE FROM journal_line"),
      db().$executeRawUnsafe("DELETE FROM journal_entry"),
      db().$executeRawUnsafe("DELETE FROM counter WHERE key LIKE 'entry:%'"),
    ]);
    const documents = await db().$queryRaw<{ many: number }[]>`
      SELECT (SELECT count(*) FROM invoice WHERE status = 'posted') + (SELECT count(*) FROM payment WHERE status = 'captured')
        + (SELECT count(*) FROM refund WHERE status = 'succeeded') AS many`;
    expect(await backfillBooks()).toBe(Number(documents[0]?.many));
    expect(await backfillBooks()).toBe(0);
    await expectBooksToHold();
  });
});

describe("any trade", () => {
  const rate = fc.constantFrom("0.2", "0.1", "0.055", "0.021", "0");
  const goods = fc.array(
    fc.record({
      price: fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
      quantity: fc.integer({ min: 1, max: 4 }),
      rate,
    }),
    { minLength: 1, maxLength: 4 },
  );
  const sale = fc.record({
    goods,
    refunds: fc.array(fc.double({ min: 0.01, max: 0.6, noNaN: true }), { maxLength: 3 }),
    when: fc.boolean(),
  });

  it("leaves the trial balance at zero and the books whole", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sale, { minLength: 1, maxLength: 3 }), async (sales) => {
        for (const { goods: lines, refunds, when } of sales) {
          const order = await makeOrder({ lines: lines as NonNullable<TestOrder["lines"]> });
          if (when) await post(order.id);
          let left = order.totalMinor;
          for (const share of refunds) {
            const amount = Math.min(left, Math.max(1, Math.round(order.totalMinor * share)));
            if (amount === 0) continue;
            await refund(order.id, amount);
            left -= amount;
          }
          if (!when) await post(order.id);
        }
        const balance = await trialBalance(db(), {}, "fr");
        for (const { debit, credit } of balance.totals) expect(debit).toEqual(credit);
        await expectBooksToHold();
      }),
      { numRuns: 12 },
    );
  }, 180_000);
});

const staff = (role: "accountant" | "warehouse"): Actor => ({
  ...guestActor,
  userId: newId("user"),
  roles: ["customer", role],
});

describe("what accountants read", () => {
  const { accounting } = createCallerFactory(appRouter)(plainContext({ actor: staff("accountant") })).admin;

  it("is the journal by its filters, page by page, down to one entry and its order", async () => {
    const order = await makeOrder({ company: "Maison Perle" });
    await post(order.id);
    const { items } = await accounting.journal({ query: order.number });
    expect(items.map((entry) => entry.document.type).sort()).toEqual(["invoice", "payment"]);
    const sales = await accounting.journal({ journal: "VE", query: "Maison Perle" });
    const [entry] = sales.items;
    expect(entry).toMatchObject({ orderNumber: order.number, total: { minor: order.totalMinor }, reversed: false });
    expect((await accounting.journal({ account: "4457", query: "Maison Perle" })).items).toEqual(sales.items);
    expect((await accounting.journal({ to: "2000-01-01" })).items).toEqual([]);
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await accounting.journal({ cursor, limit: 7 });
      seen.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(await db().journalEntry.count());
    const detail = await accounting.entry({ id: entry?.id ?? "" });
    expect(detail.lines[0]).toMatchObject({ account: { code: "411000" }, partner: { id: null, name: "Maison Perle" } });
  });

  it("is who owes and who is owed, settled customers apart", async () => {
    const paid = await makeOrder({ company: "Avance Sarl" });
    const settled = await makeOrder({ company: "Soldé Sarl" });
    await post(settled.id);
    const open = await accounting.customers({ open: true, query: "sarl" });
    expect(open.items).toMatchObject([{ name: "Avance Sarl", balance: { minor: -paid.totalMinor } }]);
    const all = await accounting.customers({ query: "sarl", limit: 1 });
    const rest = await accounting.customers({ query: "sarl", limit: 1, cursor: all.nextCursor ?? "" });
    expect([...all.items, ...rest.items].map((row) => row.name)).toEqual(["Avance Sarl", "Soldé Sarl"]);
    expect(rest.items[0]?.balance.minor).toBe(0);
    expect((await accounting.customers({ query: "100%" })).items).toEqual([]);
  });

  it("is a balance of zero on any day", async () => {
    const { rows, totals } = await accounting.balance({ until: "2099-12-31" });
    expect(rows.reduce((sum, row) => sum + row.balance.minor, 0)).toBe(0);
    expect(totals[0]?.debit).toEqual(totals[0]?.credit);
    expect((await accounting.balance({ until: "2000-01-01" })).rows).toEqual([]);
    expect((await accounting.years())[0]?.entries).toBeGreaterThan(0);
  });
});

describe("the exports", () => {
  const ask = (path: string, actor: Actor = staff("accountant")) => {
    const url = new URL(`http://shop.test/api/exports/${path}`);
    return serveExport(url.pathname.split("/").slice(3), new Request(url), async () => actor);
  };
  const year = parisDate(new Date()).slice(0, 4);

  it("give the tax office a file that keeps every rule, settled customers lettered", async () => {
    const answer = await ask(`accounting/fec/${year}`);
    expect(answer.status).toBe(200);
    const [, filename = ""] = /filename="(.*)"/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
    const text = await answer.text();
    expect(fecProblems(filename, text)).toEqual([]);
    const lines = text.trim().split("\r\n").slice(1);
    expect(lines).toHaveLength(await db().journalLine.count());
    expect(lines.some((line) => line.split("\t")[13])).toBe(true);
  });

  it("give a spreadsheet nothing that it would run", async () => {
    const order = await makeOrder({ company: "=HYPERLINK(1)" });
    const period = `from=${year}-01-01&until=${year}-12-31`;
    const journal = await (await ask(`accounting/journal?${period}`)).text();
    expect(journal).toContain(";'=HYPERLINK(1);");
    expect(journal).not.toMatch(/(^|;)"?[=@+]/m);
    expect(journal.split("\r\n")).toHaveLength((await db().journalLine.count()) + 2);
    const balance = await (await ask(`accounting/balance?${period}`)).text();
    expect(balance.trim().split("\r\n").at(-1)).toMatch(/^Total;;([\d,]+);\1;0,00;EUR$/);
    expect(order.id).toBeTruthy();
  });

  it("exist only for who may read the books, and only for years and days that exist", async () => {
    expect((await ask(`accounting/fec/${year}`, staff("warehouse"))).status).toBe(404);
    expect((await ask(`accounting/fec/${year}`, guestActor)).status).toBe(404);
    expect((await ask("accounting/fec/1999")).status).toBe(404);
    expect((await ask("accounting/journal?from=2026-02-31&until=2026-03-01")).status).toBe(400);
    expect((await ask("accounting/nothing")).status).toBe(404);
  });

  it("refuse to turn foreign money into euros without a rate", async () => {
    await db().$transaction([
      db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
      db().$executeRawUnsafe(
        "UPDATE journal_entry SET currency = 'JPY' WHERE id = (SELECT max(id) FROM journal_entry)",
      ),
    ]);
    const answer = await ask(`accounting/fec/${year}`);
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { code: "accounting.foreign_currency", details: { currencies: ["JPY"] } },
    ]);
  });
});
