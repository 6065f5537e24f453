import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedClock } from "#server/kernel/clock.ts";
import { newId } from "#server/kernel/ids.ts";
import { type AgedInput, type AgedRow, agedInput, agedSorts } from "#server/modules/accounting/contract-aged.ts";
import { ageBands } from "#server/modules/accounting/contract-statement.ts";
import { trialBalance } from "#server/modules/accounting/index.ts";
import { setCredit } from "#server/modules/companies/index.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { giveBack, orderOnAccount, payByBank } from "#server/testing/order-on-account.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { correctEntry } from "../keep-books/correct-entry.ts";
import { partnerAccount } from "../statement/account-scope.ts";
import { bandOf, openItems } from "../statement/read-statement.ts";
import { exportAgedBalance } from "./export-aged-balance.ts";
import { readAgedBalance } from "./read-aged-balance.ts";

const dayMs = 86_400_000;
const dayAt = (offset: number) => businessDay(new Date(Date.now() + offset * dayMs));
const read = (asked: Partial<AgedInput> = {}) =>
  readAgedBalance(db(), agedInput.parse({ limit: 100, ...asked }), new Date());

async function customer(name: string) {
  const partnerId = newId("partner");
  await db().partner.create({ data: { id: partnerId, kind: "company", name } });
  return partnerId;
}

const step = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  /** Days ago that it was ordered and invoiced, and days after that its money came. */
  ago: fc.integer({ min: 1, max: 200 }),
  invoiced: fc.boolean(),
  after: fc.integer({ min: 0, max: 150 }),
  paid: fc.constantFrom(0, 1, 37, 100, 130),
  back: fc.constantFrom(0, 0, 50),
  corrected: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A guest's orders have no partner; theirs are the last of the three. */
async function play(partners: readonly string[], { who, ago, invoiced, after, paid, back, corrected }: Step) {
  const partnerId = partners[who];
  const ordered = new Date(Date.now() - ago * dayMs);
  const order = await orderOnAccount({ ...(partnerId && { partnerId }), invoiced: false, now: ordered });
  if (invoiced)
    await postInvoice((await draftInvoice(order.id, fixedClock(ordered))) ?? "", bySystem, fixedClock(ordered));
  const came = Math.floor((order.totalMinor * paid) / 100);
  const at = new Date(Math.min(Date.now(), ordered.getTime() + after * dayMs));
  if (came > 0) await payByBank(order.id, came, at);
  const gone = Math.min(Math.floor((came * back) / 100), order.totalMinor);
  if (gone > 0) await giveBack(order.id, gone);
  const entry = corrected
    ? await db().journalEntry.findFirst({ where: { orderId: order.id, reversesId: null } })
    : null;
  if (entry) await correctEntry({ id: entry.id, reason: "looked at again" }, bySystem);
}

/** The balance of the customers' accounts in the trial balance. */
async function ledger(on: string) {
  const { rows } = await trialBalance(db(), { until: on }, "fr");
  return rows
    .filter((row) => row.account.code.startsWith("411") && row.balance.currency === "EUR")
    .reduce((sum, row) => sum + row.balance.minor, 0);
}

const key = (row: AgedRow) => `${row.partnerId ?? row.name} ${row.total.currency}`;
const owedOf = (row: Pick<AgedRow, (typeof ageBands)[number]>) =>
  ageBands.reduce((sum, band) => sum + row[band].minor, 0);

describe("the aged balance", () => {
  it("is the balance of the customers' accounts on any day, whatever happened, in whatever order it is read", async () => {
    const day = fc.integer({ min: 0, max: 220 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.array(day, { minLength: 2, maxLength: 3 }),
        fc.constantFrom(...agedSorts),
        async (all, days, sort) => {
          const partners = [await customer("Hôtel Alba"), await customer("hôtel alba")];
          for (const one of all) await play(partners, one);
          for (const on of days.map((ago) => dayAt(-ago))) {
            const { items, totals } = await read({ on, sort });
            const [total = null] = totals;
            expect(total?.total.minor ?? 0).toBe(await ledger(on));
            expect(items.reduce((sum, row) => sum + row.total.minor, 0)).toBe(total?.total.minor ?? 0);
            for (const row of items) {
              expect(owedOf(row) - row.inFavour.minor).toBe(row.total.minor);
              expect(row.late.minor).toBe(owedOf(row) - row.notDue.minor);
              for (const band of [...ageBands, "inFavour" as const]) expect(row[band].minor).toBeGreaterThanOrEqual(0);
            }
            // Page after page it is the same, nothing twice and nothing left out.
            const paged: AgedRow[] = [];
            let cursor: string | undefined;
            do {
              const page = await read({ on, sort, limit: 1, cursor });
              expect(page.totals).toEqual(totals);
              paged.push(...page.items);
              cursor = page.nextCursor ?? undefined;
            } while (cursor);
            expect(paged).toEqual(items);
            const sum = (row: AgedRow) => (sort.startsWith("late") ? row.late.minor : row.total.minor);
            const sign = sort.endsWith("desc") ? -1 : 1;
            if (!sort.startsWith("name")) {
              for (const [i, row] of items.entries())
                expect(sign * (sum(row) - sum(items[i - 1] ?? row))).toBeGreaterThanOrEqual(0);
            }
            // Parts of the whole.
            const wanted = {
              owing: items.filter((row) => owedOf(row) > 0),
              late: items.filter((row) => row.late.minor > 0),
            };
            for (const show of ["owing", "late"] as const) {
              expect((await read({ on, sort, show })).items.map(key)).toEqual(wanted[show].map(key));
            }
          }
        },
      ),
      { numRuns: 6 },
    );
  }, 240_000);

  it("says of today what the customer's own statement says, band by band", async () => {
    const partnerId = await customer("Maison Verte");
    for (const days of [0, 20, 31, 75, 140]) {
      const now = new Date(Date.now() - days * dayMs);
      const order = await orderOnAccount({ partnerId, invoiced: false, now });
      await postInvoice((await draftInvoice(order.id, fixedClock(now))) ?? "", bySystem, fixedClock(now));
    }
    const items = await openItems(db(), partnerAccount(partnerId), new Date());
    const [row] = (await read({ query: "maison ver" })).items;
    for (const band of ageBands) {
      const own = items.filter((item) => bandOf(item.daysLate) === band);
      expect(row?.[band].minor).toBe(own.reduce((sum, item) => sum + item.open.minor, 0));
      expect(own).toHaveLength(1);
    }
    // As of a day long ago less was owed, and it was less late.
    const [before] = (await read({ query: "Maison Ver", on: dayAt(-60) })).items;
    expect(before?.over90.minor).toBe(0);
    expect(before?.to90.minor).toBeGreaterThan(0);
    expect(before?.total.minor).toBeLessThan(row?.total.minor ?? 0);
    expect((await read({ query: "%" })).items).toEqual([]);
  });

  it("tells the credit of companies that have one, and writes files in which no cell is a formula", async () => {
    const partnerId = await customer("=HYPERLINK(1)");
    await db().companyAccount.create({ data: { partnerId } });
    const terms = { companyId: partnerId, version: 1, paymentTerms: "net_30" as const, reminders: true };
    await inTx((tx) => setCredit(tx, { ...terms, creditLimitMinor: 100_00 }, bySystem));
    const order = await orderOnAccount({ partnerId });
    await db().salesOrder.update({
      where: { id: order.id },
      data: { paymentMethod: "account", paymentTerms: "net_30" },
    });
    await db().$executeRaw`ALTER TABLE journal_line DISABLE TRIGGER USER`;
    await db().$executeRaw`UPDATE journal_line SET partner_name = '=HYPERLINK(1)' WHERE partner_id = ${partnerId}`;
    await db().$executeRaw`ALTER TABLE journal_line ENABLE TRIGGER USER`;
    const [row] = (await read({ query: "=HYPER" })).items;
    expect(row?.credit).toEqual({
      limit: { minor: 100_00, currency: "EUR" },
      left: { minor: 100_00 - order.totalMinor, currency: "EUR" },
    });
    const view = { show: "all", sort: "name_asc", query: "=HYPER" } as const;
    const { lines, filename } = exportAgedBalance(db(), view, "fr", new Date());
    const text = (await Array.fromAsync(lines)).join("");
    expect(filename).toBe(`balance-agee-${dayAt(0)}.csv`);
    expect(text.trim().split("\r\n")).toHaveLength(3);
    expect(text).toContain("'=HYPERLINK(1);EUR;");
    expect(text).not.toMatch(/(^|[;\n])"?=/);
    // The whole of the view, not the page.
    const all = (
      await Array.fromAsync(exportAgedBalance(db(), { ...view, query: undefined }, "en", new Date()).lines)
    ).join("");
    const { totals } = await read();
    const rows = all.trim().split("\r\n");
    expect(rows).toHaveLength(1 + totals.reduce((sum, one) => sum + one.customers, 0) + totals.length);
  });
});
