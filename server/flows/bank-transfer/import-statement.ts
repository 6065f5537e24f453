// Staff bring the bank's statement (payments.bank.match): looked at first, written afterwards. Every line is a transaction of
// its own, so one that cannot be matched holds nothing up; a statement brought twice adds nothing.
// Locks per line: bank line → order → payments.
import { DomainError } from "#server/kernel/errors.ts";
import type { ImportedLine, ImportResult } from "#server/modules/payments/contract-bank.ts";
import {
  addBankLine,
  counted,
  dueOf,
  knownBankLines,
  lockBankTransaction,
  paymentsOfOrder,
} from "#server/modules/payments/index.ts";
import type { By } from "#server/platform/audit.ts";
import { type Db, db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { orderNamedIn } from "./find-order.ts";
import { takeLine } from "./match-line.ts";
import { readStatement, type StatementLine } from "./read-statement.ts";

/**
 * Reads a statement and, unless it is a dry run, writes and matches it. Rows that cannot be read are told and left out.
 * Throws DomainError unprocessable `payments.statement_unreadable` { reason }.
 */
export async function importStatement(
  input: { csv: string; currency: string; dryRun: boolean },
  by: By,
  now: Date,
): Promise<ImportResult> {
  const rows = readStatement(input.csv, input.currency);
  const known = await knownBankLines(
    db(),
    rows.flatMap((row) => ("externalId" in row ? [row.externalId] : [])),
  );
  const lines: ImportedLine[] = [];
  for (const row of rows) {
    if ("problem" in row) {
      lines.push({ ...nothing, line: row.line, state: "problem", problem: row.problem, text: row.value });
      continue;
    }
    const { line, bookedOn, amountMinor, currency, counterparty, text } = row;
    const shown = { ...nothing, line, bookedOn, amount: { minor: amountMinor, currency }, counterparty, text };
    if (amountMinor < 0) lines.push({ ...shown, state: "outgoing" });
    else if (known.has(row.externalId)) lines.push({ ...shown, state: "known" });
    else {
      // The same id twice in one file is one transaction.
      known.add(row.externalId);
      const fate = await foresee(db(), row);
      const state = input.dryRun ? fate.state : await write(row, fate, by, now);
      lines.push({ ...shown, ...fate, state });
    }
  }
  const count = (...states: ImportedLine["state"][]) => lines.filter(({ state }) => states.includes(state)).length;
  return {
    dryRun: input.dryRun,
    lines,
    counts: {
      matched: count("paid", "too_little", "too_much"),
      unmatched: count("unmatched"),
      known: count("known"),
      outgoing: count("outgoing"),
      problems: count("problem"),
    },
  };
}

const nothing = { bookedOn: null, amount: null, counterparty: null, text: "", orderNumber: null, problem: null };

type Fate = {
  state: "paid" | "too_little" | "too_much" | "unmatched";
  orderId: string | null;
  orderNumber: string | null;
};

/** What becomes of a line: whose it is, and whether it is what is due. */
async function foresee(client: Db, line: StatementLine): Promise<Fate> {
  const orderId = await orderNamedIn(client, `${line.text} ${line.counterparty ?? ""}`);
  const order = orderId
    ? await client.salesOrder.findUnique({
        where: { id: orderId },
        select: { number: true, totalMinor: true, currency: true, status: true },
      })
    : null;
  if (!order || order.currency !== line.currency) return { state: "unmatched", orderId: null, orderNumber: null };
  const all = (await paymentsOfOrder(client, orderId ?? "")).map(counted);
  const due = order.status === "cancelled" ? 0 : dueOf(Number(order.totalMinor), all);
  const state = line.amountMinor === due ? "paid" : line.amountMinor < due ? "too_little" : "too_much";
  return { state, orderId, orderNumber: order.number };
}

async function write(line: StatementLine, fate: Fate, by: By, now: Date): Promise<ImportedLine["state"]> {
  const id = await inTx((tx) => addBankLine(tx, line));
  if (!id) return "known";
  if (!fate.orderId) return "unmatched";
  const { orderId } = fate;
  try {
    await inTx(async (tx) => takeLine(tx, await lockBankTransaction(tx, id), orderId, by, now));
    return fate.state;
  } catch (error) {
    // It stays on the list of lines that wait for somebody.
    if (!(error instanceof DomainError)) throw error;
    return "unmatched";
  }
}
