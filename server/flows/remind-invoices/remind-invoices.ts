// Reminding companies of invoices on account, every morning: a few days before they are due, and 3, 15 and 30 days after.
// One letter for all of a company's invoices of the day, with one way to pay them. Not of what is paid, credited or
// contested, and of every level once: the reminder and its letter are one transaction. No lock; the reminder's key decides.
import { money } from "#server/kernel/money.ts";
import type { OpenItem } from "#server/modules/accounting/contract-statement.ts";
import { membersWith } from "#server/modules/companies/index.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { duePartners, levelOn, writeReminders } from "#server/modules/receivables/index.ts";
import { db, Prisma, type Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { invoiceLink } from "../documents/invoice-link.ts";
import type { AccountOf } from "../statement/account-scope.ts";
import { openItems } from "../statement/read-statement.ts";

const payPath = "/account/invoices/statement";

/** Sends what a day calls for; how many invoices were reminded of. */
export async function remindInvoices(now: Date): Promise<number> {
  let count = 0;
  for (const partnerId of await duePartners(db(), businessDay(now))) {
    count += await inTx((tx) => remindPayer(tx, partnerId, now));
  }
  return count;
}

/** What a company pays of orders on account, its own or of others, whose reminders are on. */
const paidBy = (partnerId: string): AccountOf => ({
  holder: { partnerId, name: "" },
  on: Prisma.sql`coalesce(o.payer_id, o.partner_id) = ${partnerId} AND o.payment_method = 'account'
    AND EXISTS (SELECT FROM company_account a WHERE a.partner_id = o.partner_id AND a.reminders)`,
});

async function remindPayer(tx: Tx, partnerId: string, now: Date): Promise<number> {
  const today = businessDay(now);
  const called = (await openItems(tx, paidBy(partnerId), now)).flatMap((item) => {
    const level = levelOn(today, item.dueDate);
    return level === null ? [] : [{ item, level }];
  });
  const told = await readersOf(tx, partnerId);
  if (told.length === 0) return 0;
  const written = await writeReminders(
    tx,
    called.map(({ item, level }) => ({ invoiceId: item.id, level })),
    now,
  );
  const due = called.filter(({ item }) => written.includes(item.id)).map(({ item }) => item);
  const [first] = due;
  if (!first) return 0;
  const { currency } = first.open;
  const key = due.map((item) => item.number).join(",");
  for (const { userId, email, locale, name } of told) {
    await queueMail(tx, {
      dedupeKey: `invoices-due:${userId}:${today}:${key}`,
      to: email,
      template: "invoices_due",
      locale,
      data: {
        name,
        path: payPath,
        total: money(sumOf(due, currency), currency),
        invoices: due.map((item) => lineOf(item, now)),
      },
    });
  }
  return due.length;
}

const sumOf = (items: readonly OpenItem[], currency: string): number =>
  items.reduce((sum, { open }) => sum + (open.currency === currency ? open.minor : 0), 0);

/** With a link to its PDF that asks for no account: accounts are kept by people who have none. */
const lineOf = ({ number, dueDate, daysLate, open }: OpenItem, now: Date) => ({
  ...{ number, dueDate, daysLate, open },
  paper: invoiceLink(number, now),
});

/** Who keeps a company's accounts; its administrators where nobody does. */
async function readersOf(tx: Tx, partnerId: string) {
  const accountants = await membersWith(tx, partnerId, "accountant");
  return accountants.length > 0 ? accountants : membersWith(tx, partnerId, "administrator");
}
