import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import { newId } from "#server/kernel/ids.ts";
import type { StatementInput } from "#server/modules/accounting/contract-statement.ts";
import { customerLedger } from "#server/modules/accounting/index.ts";
import { db } from "#server/platform/db.ts";
import { giveBack, orderOnAccount, payByBank } from "#server/testing/order-on-account.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { reissueInvoice } from "../invoice-order/reissue-invoice.ts";
import { ownAccount, partnerAccount } from "./account-scope.ts";
import { bandOf, readStatement } from "./read-statement.ts";
import { exportStatement } from "./statement-paper.ts";

const by = { userId: null };
const whole = { from: "2000-01-01", until: "2100-01-01", limit: 100 };
const read = (partnerId: string, asked: Partial<StatementInput> = {}, now = new Date()) =>
  readStatement(db(), partnerAccount(partnerId), { ...whole, ...asked }, now);

async function customer(name = "Zoé Œuvrard") {
  const partnerId = newId("partner");
  await db().partner.create({ data: { id: partnerId, kind: "person", name } });
  return partnerId;
}
const company = {
  company: "Hôtel Alba",
  line1: "3 quai de la Fosse",
  postcode: "44000",
  city: "Nantes",
  country: "FR",
};

const step = fc.record({
  invoiced: fc.constantFrom("never", "before", "after", "anew"),
  /** Percent of its total that came, in two parts, and of that what went back. */
  paid: fc.constantFrom(0, 1, 37, 100, 130),
  refunded: fc.constantFrom(0, 1, 50, 100),
});

async function play(
  partnerId: string,
  { invoiced, paid, refunded }: { invoiced: string; paid: number; refunded: number },
) {
  const order = await orderOnAccount({ partnerId, invoiced: invoiced !== "never" && invoiced !== "after" });
  const came = Math.floor((order.totalMinor * paid) / 100);
  if (came > 1) await payByBank(order.id, came - 1);
  if (came > 0) await payByBank(order.id, 1);
  const back = Math.floor(((came - 1) * refunded) / 100);
  if (back > 0) await giveBack(order.id, Math.min(back, order.totalMinor));
  if (invoiced === "after") await postInvoice((await draftInvoice(order.id)) ?? "", by);
  if (invoiced === "anew") {
    const scope = { all: false as const, userId: null, partnerIds: [partnerId] };
    const asked = { ...company, number: order.invoice.number, registration: "732829320" };
    // Nothing is left to write anew where all of it went back.
    await reissueInvoice(scope, asked, by).catch((error: { code: string }) => {
      expect(error.code).toBe("invoicing.reissue_credited");
    });
  }
}

describe("a statement of account", () => {
  it("says what the books say, row by row and page by page, whatever happened", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (all, limit) => {
          const partnerId = await customer();
          for (const one of all) await play(partnerId, one);
          const statement = await read(partnerId);
          const ledger = (await customerLedger(db(), { open: false, limit: 100, query: "Zoé" })).items;
          expect(statement.balance).toEqual(
            ledger.find((row) => row.partnerId === partnerId)?.balance ?? { minor: 0, currency: "EUR" },
          );
          expect(statement.closing).toEqual(statement.balance);
          const open = statement.open.reduce((sum, item) => sum + item.open.minor, 0);
          expect(open - statement.inFavour.minor).toBe(statement.balance.minor);
          expect(Object.values(statement.ageing).reduce((sum, band) => sum + band.minor, 0)).toBe(open);
          expect(statement.inFavour.minor).toBeGreaterThanOrEqual(0);
          let running = 0;
          for (const { amount, balance } of statement.rows.items) {
            running += amount.minor;
            expect(balance.minor).toBe(running);
          }
          expect(running).toBe(statement.debit.minor - statement.credit.minor);
          const paged: unknown[] = [];
          let cursor: string | undefined;
          do {
            const { rows } = await read(partnerId, { limit, cursor });
            paged.push(...rows.items);
            cursor = rows.nextCursor ?? undefined;
          } while (cursor);
          expect(paged).toEqual(statement.rows.items);
          // Two periods meet: one closes where the next opens.
          const today = statement.rows.items[0]?.date ?? "2026-01-01";
          const [before, after] = [
            await read(partnerId, { until: today }),
            await read(partnerId, { from: "2099-01-01" }),
          ];
          expect(after.opening).toEqual(before.closing);
          expect(after.rows.items).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  }, 240_000);

  it("counts the days an invoice is late from its due date, and sorts it into its band", async () => {
    const partnerId = await customer();
    const { invoice, totalMinor, number } = await orderOnAccount({ partnerId });
    const at = (days: number) => read(partnerId, {}, new Date(Date.now() + days * 86_400_000));
    const band = async (days: number) => {
      const { ageing, open } = await at(days);
      return {
        late: open[0]?.daysLate,
        bands: Object.entries(ageing).flatMap(([name, sum]) => (sum.minor ? [name] : [])),
      };
    };
    expect((await at(0)).open).toMatchObject([
      { number: invoice.number, orderNumber: number, open: { minor: totalMinor } },
    ]);
    for (const [days, name] of [
      [0, "notDue"],
      [1, "to30"],
      [30, "to30"],
      [31, "to60"],
      [60, "to60"],
      [61, "to90"],
      [90, "to90"],
      [91, "over90"],
    ] as const) {
      expect(await band(days)).toEqual({ late: days, bands: [name] });
      expect(bandOf(days)).toBe(name);
    }
    await payByBank((await db().salesOrder.findUniqueOrThrow({ where: { number } })).id, totalMinor);
    const paid = await at(91);
    expect(paid.open).toEqual([]);
    expect(paid.rows.items.every((row) => row.settled)).toBe(true);
  });

  it("is one's own: a buyer's, or the company's for those who may see all of it", async () => {
    const [mine, firm] = [await customer(), await customer("Hôtel Alba")];
    const userId = newId("user");
    await db().user.create({ data: { id: userId, email: `${userId}@example.test`, name: "U", partnerId: mine } });
    await orderOnAccount({ partnerId: mine, userId });
    await orderOnAccount({ partnerId: firm, userId });
    await orderOnAccount({ partnerId: firm });
    const actor: Actor = { ...guestActor, userId, partnerId: mine, roles: ["customer"] };
    const rowsOf = async (who: Actor) =>
      (await readStatement(db(), ownAccount(who), whole, new Date())).rows.items.length;
    const member = (role: "buyer" | "accountant"): Actor => ({
      ...actor,
      memberships: [{ partnerId: firm, role }],
      actsFor: firm,
    });
    expect(await rowsOf(actor)).toBe(1);
    expect(await rowsOf(member("buyer"))).toBe(1);
    expect(await rowsOf(member("accountant"))).toBe(2);
    expect(await rowsOf({ ...guestActor })).toBe(0);
  });

  it("goes into a spreadsheet as text: no cell is a formula", async () => {
    const partnerId = await customer();
    const order = await orderOnAccount({ partnerId });
    await payByBank(order.id, 500);
    await db().$executeRaw`ALTER TABLE journal_entry DISABLE TRIGGER USER`;
    await db()
      .$executeRaw`UPDATE journal_entry SET document_ref = '=HYPERLINK("http://x")' WHERE order_id = ${order.id} AND document_type = 'invoice'`;
    await db().$executeRaw`ALTER TABLE journal_entry ENABLE TRIGGER USER`;
    const { lines } = await exportStatement(db(), partnerAccount(partnerId), whole, "fr", new Date());
    const text = (await Array.fromAsync(lines)).join("");
    expect(text).toContain(`Paiement;;${order.number};`);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).not.toMatch(/[;\n]"?=/);
    await expect(exportStatement(db(), partnerAccount("par_none"), whole, "fr", new Date())).rejects.toMatchObject({
      code: "partners.partner_not_found",
    });
  });
});
