import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import type { Db } from "../../platform/db.ts";
import type { OurPayment } from "./compare.ts";
import type { ReconciliationFinding, ReconciliationRun } from "./contract-reconciliation.ts";

const ofRefund = { id: true, status: true, amountMinor: true, providerRef: true, createdAt: true } as const;

/** A provider knows of a refund that it carried out, also one of money that was moved on; not of one that was only moved. */
const compared = {
  id: true,
  sessionRef: true,
  status: true,
  currency: true,
  amountMinor: true,
  capturedMinor: true,
  refunds: { where: { movedTo: null }, select: ofRefund },
  moved: { select: { refunds: { where: { movedTo: null }, select: ofRefund } } },
} as const;

/** `several`: one payment of several invoices. */
export type ComparedPayment = OurPayment & { sessionRef: string | null; several: boolean };

type RefundRow = { id: string; status: string; amountMinor: bigint; providerRef: string | null; createdAt: Date };
type Row = {
  id: string;
  sessionRef: string | null;
  status: string;
  currency: string;
  amountMinor: bigint;
  capturedMinor: bigint;
  refunds: RefundRow[];
  moved: { refunds: RefundRow[] }[];
};

const toCompared = ({ moved, ...row }: Row): ComparedPayment => ({
  ...row,
  several: false,
  amountMinor: Number(row.amountMinor),
  capturedMinor: Number(row.capturedMinor),
  refunds: [...row.refunds, ...moved.flatMap((one) => one.refunds)].map((refund) => ({
    ...refund,
    amountMinor: Number(refund.amountMinor),
  })),
});

const severalSelect = {
  ...{ id: true, sessionRef: true, status: true, currency: true, amountMinor: true },
  payments: { select: { refunds: compared.refunds, moved: compared.moved } },
} as const;
type Several = Omit<Row, "capturedMinor" | "refunds" | "moved"> & { payments: Pick<Row, "refunds" | "moved">[] };

/** Taken whole or not at all; what went back of its parts went back of it. */
const severalToCompared = ({ payments, ...row }: Several): ComparedPayment => ({
  ...toCompared({
    ...row,
    capturedMinor: row.status === "captured" ? row.amountMinor : 0n,
    refunds: payments.flatMap((payment) => payment.refunds),
    moved: payments.flatMap((payment) => payment.moved),
  }),
  several: true,
});

/** Our payments behind a page of a provider's sessions: by the session, or by our id that it carries. Two statements. */
export async function paymentsToCompare(
  db: Db,
  provider: string,
  refs: readonly { sessionRef: string; paymentId: string | null }[],
): Promise<ComparedPayment[]> {
  const ids = refs.flatMap((ref) => (ref.paymentId ? [ref.paymentId] : []));
  const where = { provider, OR: [{ sessionRef: { in: refs.map((ref) => ref.sessionRef) } }, { id: { in: ids } }] };
  const rows = await db.payment.findMany({ where, select: compared });
  const several = await db.accountPayment.findMany({ where, select: severalSelect });
  return [...rows.map(toCompared), ...several.map(severalToCompared)];
}

/** Payments of ours opened since that count on a provider's money; of several invoices at once, the one behind its parts. */
export async function paymentsWithMoney(db: Db, provider: string, since: Date): Promise<ComparedPayment[]> {
  const opened = { provider, createdAt: { gte: since }, status: { in: ["authorised", "captured"] } };
  const rows = await db.payment.findMany({ where: { ...opened, accountPaymentId: null }, select: compared });
  const several = await db.accountPayment.findMany({ where: opened, select: severalSelect });
  return [...rows.map(toCompared), ...several.map(severalToCompared)];
}

/** One payment anew, after a repair. */
export async function paymentToCompare(db: Db, { id, several }: ComparedPayment): Promise<ComparedPayment | null> {
  if (several) {
    const row = await db.accountPayment.findUnique({ where: { id }, select: severalSelect });
    return row && severalToCompared(row);
  }
  const row = await db.payment.findUnique({ where: { id }, select: compared });
  return row && toCompared(row);
}

async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => (id ? [id] : [])))];
  const users = wanted.length
    ? await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } })
    : [];
  return new Map(users.map((user) => [user.id, user.name]));
}

/** The latest runs, newest first. Runs by the clock that compared nothing new are among them. */
export async function reconciliationRuns(db: Db, limit = 20): Promise<ReconciliationRun[]> {
  const rows = await db.reconciliationRun.findMany({ orderBy: [{ startedAt: "desc" }, { id: "desc" }], take: limit });
  const names = await namesOf(
    db,
    rows.map((row) => row.byUserId),
  );
  return rows.map(({ byUserId, since, startedAt, finishedAt, ...row }) => ({
    ...row,
    by: byUserId ? (names.get(byUserId) ?? byUserId) : null,
    since: since.toISOString(),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
}

/** A page of findings, newest first. */
export async function reconciliationFindings(
  db: Db,
  input: { outcome?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<ReconciliationFinding>> {
  const [time, id] = decodeCursor(input.cursor) ?? [];
  const at = new Date(String(time));
  const after = Number.isNaN(at.getTime())
    ? {}
    : { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: String(id) } }] };
  const rows = await db.reconciliationFinding.findMany({
    where: { ...(input.outcome && { outcome: input.outcome }), ...after },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  const paymentIds = page.items.flatMap((row) => (row.paymentId ? [row.paymentId] : []));
  const orders = await db.payment.findMany({
    where: { id: { in: paymentIds } },
    select: { id: true, order: { select: { number: true } } },
  });
  const numbers = new Map(orders.map((payment) => [payment.id, payment.order.number]));
  const names = await namesOf(
    db,
    page.items.map((row) => row.resolvedBy),
  );
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => ({
      id: row.id,
      kind: row.kind as ReconciliationFinding["kind"],
      outcome: row.outcome as ReconciliationFinding["outcome"],
      providerRef: row.providerRef,
      paymentId: row.paymentId,
      orderNumber: numbers.get(row.paymentId ?? "") ?? null,
      details: row.details as ReconciliationFinding["details"],
      note: row.note,
      resolvedBy: row.resolvedBy ? (names.get(row.resolvedBy) ?? row.resolvedBy) : null,
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
  };
}
