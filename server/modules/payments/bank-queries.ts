import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import type { Db } from "../../platform/db.ts";
import type { AwaitedTransfer, BankLine, BankLineStatus, TransferRefund } from "./contract-bank.ts";
import { counted, coveredBy, dueOf } from "./model.ts";

/** Which of these ids of the bank we have already. */
export async function knownBankLines(db: Db, externalIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.bankTransaction.findMany({
    where: { externalId: { in: [...externalIds] } },
    select: { externalId: true },
  });
  return new Set(rows.map((row) => row.externalId));
}

/** A page of our bank statement, the newest day first. */
export async function bankLines(
  db: Db,
  input: { status?: BankLineStatus | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<BankLine>> {
  const [day, id] = decodeCursor(input.cursor) ?? [];
  const at = new Date(String(day));
  const after = Number.isNaN(at.getTime())
    ? {}
    : { OR: [{ bookedOn: { lt: at } }, { bookedOn: at, id: { lt: String(id) } }] };
  const rows = await db.bankTransaction.findMany({
    where: { ...(input.status && { status: input.status }), ...after },
    orderBy: [{ bookedOn: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    include: { payment: { select: { order: { select: { number: true } } } } },
  });
  const page = toPage(rows, input.limit, (row) => [row.bookedOn.toISOString(), row.id]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => ({
      id: row.id,
      bookedOn: row.bookedOn.toISOString().slice(0, 10),
      amount: { minor: Number(row.amountMinor), currency: row.currency },
      counterparty: row.counterparty,
      text: row.text,
      status: row.status as BankLineStatus,
      orderNumber: row.payment?.order.number ?? null,
    })),
  };
}

const nameOf = (address: unknown): string => ((address ?? {}) as { recipient?: string }).recipient ?? "";

/** Orders that wait for their bank transfer, the nearest deadline first. */
export async function awaitedTransfers(db: Db, limit = 100): Promise<AwaitedTransfer[]> {
  const rows = await db.payment.findMany({
    where: { method: "transfer", status: "pending", order: { status: "awaiting_payment" } },
    orderBy: [{ expiresAt: "asc" }, { id: "asc" }],
    take: limit,
    select: {
      reference: true,
      order: {
        select: {
          number: true,
          totalMinor: true,
          currency: true,
          billingAddress: true,
          holdExpiresAt: true,
          payments: {
            select: {
              status: true,
              authorisedMinor: true,
              capturedMinor: true,
              refunds: { select: { status: true, kind: true, amountMinor: true } },
            },
          },
        },
      },
    },
  });
  return rows.map(({ reference, order }) => {
    const payments = order.payments.map(counted);
    const total = Number(order.totalMinor);
    const money = (minor: number) => ({ minor, currency: order.currency });
    return {
      orderNumber: order.number,
      name: nameOf(order.billingAddress),
      total: money(total),
      received: money(payments.reduce((sum, payment) => sum + coveredBy(payment), 0)),
      due: money(dueOf(total, payments)),
      reference: reference ?? "",
      deadline: order.holdExpiresAt?.toISOString() ?? null,
    };
  });
}

const payer = { select: { counterparty: true }, take: 1 } as const;

/** Refunds of bank transfers that wait for somebody to pay them, the oldest first. */
export async function transferRefunds(db: Db, limit = 100): Promise<TransferRefund[]> {
  const rows = await db.refund.findMany({
    where: { status: "pending", payment: { OR: [{ method: "transfer" }, { source: { method: "transfer" } }] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    select: {
      id: true,
      amountMinor: true,
      reason: true,
      createdAt: true,
      payment: {
        select: {
          currency: true,
          bankTransactions: payer,
          source: { select: { bankTransactions: payer } },
          order: { select: { number: true, billingAddress: true } },
        },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    orderNumber: row.payment.order.number,
    name: nameOf(row.payment.order.billingAddress),
    amount: { minor: Number(row.amountMinor), currency: row.payment.currency },
    reason: row.reason,
    counterparty: (row.payment.source ?? row.payment).bankTransactions[0]?.counterparty ?? null,
    bookedAt: row.createdAt.toISOString(),
  }));
}
