import { decimal, toText } from "../../kernel/decimal.ts";
import { money } from "../../kernel/money.ts";
import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import { type Db, Prisma } from "../../platform/db.ts";
import type { EntryKind, PointsAccount, Programme } from "./contract.ts";
import type { FrozenShare } from "./model.ts";

type ProgrammeRow = Awaited<ReturnType<Db["loyaltyProgramme"]["findFirstOrThrow"]>>;

const toProgramme = (row: ProgrammeRow): Programme => ({
  currency: row.currency,
  active: row.active,
  pointsPerUnit: toText(decimal(row.pointsPerUnit.toFixed())),
  pointValue: money(row.pointValueMinor, row.currency),
  minimumPoints: row.minimumPoints,
  pendingDays: row.pendingDays,
  expiryMonths: row.expiryMonths,
  version: row.version,
});

/** What a shop begins with where nobody has set a programme up: off, one point for a euro, five cents for a point. */
const unset = (currency: string): Programme => ({
  currency,
  active: false,
  pointsPerUnit: "1",
  pointValue: money(5, currency),
  minimumPoints: 100,
  pendingDays: 14,
  expiryMonths: 24,
  version: 0,
});

/** The programme of a currency; null when there is none. One statement. */
export async function findProgramme(db: Db, currency: string): Promise<(Programme & { id: string }) | null> {
  const row = await db.loyaltyProgramme.findUnique({ where: { currency } });
  return row && { ...toProgramme(row), id: row.id };
}

/** The rules of a currency's programme, and what buyers hold of it. */
export async function standOfProgramme(db: Db, currency: string) {
  const row = await db.loyaltyProgramme.findUnique({ where: { currency } });
  const programme = row ? toProgramme(row) : unset(currency);
  const held = row && { programmeId: row.id, OR: [{ points: { gt: 0 } }, { pending: { gt: 0 } }] };
  const sums =
    held && (await db.loyaltyAccount.aggregate({ where: held, _count: true, _sum: { points: true, pending: true } }));
  const [points, pending] = [sums?._sum.points ?? 0, sums?._sum.pending ?? 0];
  const owed = money((points + pending) * programme.pointValue.minor, currency);
  return { programme, accounts: sums?._count ?? 0, points, pending, owed };
}

export type FoundAccount = { id: string; points: number; pending: number; programme: Programme };

/** A person's points in an active programme; null when they have none there yet. One statement. */
export async function findAccount(db: Db, of: { partnerId: string; currency: string }): Promise<FoundAccount | null> {
  const row = await db.loyaltyAccount.findFirst({
    where: { partnerId: of.partnerId, programme: { currency: of.currency, active: true } },
    include: { programme: true },
  });
  return row && { id: row.id, points: row.points, pending: row.pending, programme: toProgramme(row.programme) };
}

/** Points added, each with what is left of it when all that was ever taken took the soonest to expire first. */
const leftOf = (accounts: Prisma.Sql) => Prisma.sql`
  SELECT added.account_id, added.expires_at AS at,
    greatest(0, least(added.points, added.upto - coalesce(taken.points, 0)))::int AS points
  FROM (
    SELECT account_id, points, expires_at,
      sum(points) OVER (PARTITION BY account_id ORDER BY expires_at NULLS LAST, created_at, id) AS upto
    FROM loyalty_entry WHERE points > 0 AND account_id IN (${accounts})
  ) added
  LEFT JOIN (
    SELECT account_id, -sum(points) AS points FROM loyalty_entry
    WHERE points < 0 AND account_id IN (${accounts}) GROUP BY 1
  ) taken ON taken.account_id = added.account_id`;

/** Points of an account by when they expire, the soonest first; what never does is left out. One statement. */
export async function pointsAhead(db: Db, accountId: string): Promise<{ points: number; at: Date }[]> {
  return db.$queryRaw<{ points: number; at: Date }[]>`
    SELECT date_trunc('day', at, 'UTC') AS at, sum(points)::int AS points FROM (${leftOf(Prisma.sql`${accountId}`)}) l
    WHERE points > 0 AND at IS NOT NULL GROUP BY 1 ORDER BY 1`;
}

/** How many points of an account have passed their time and are still there. */
export async function expiredOf(db: Db, accountId: string, now: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ points: number }[]>`
    SELECT coalesce(sum(points), 0)::int AS points FROM (${leftOf(Prisma.sql`${accountId}`)}) l WHERE at <= ${now}`;
  return row?.points ?? 0;
}

/** Accounts that hold points whose time has passed. Reads the whole ledger: for the night. */
export async function accountsToExpire(db: Db, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT account_id AS id FROM loyalty_entry GROUP BY 1
    HAVING coalesce(sum(points) FILTER (WHERE points > 0 AND expires_at <= ${now}), 0)
      > coalesce(-sum(points) FILTER (WHERE points < 0), 0)
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}

/** Persons whose points expire before `until` and who were not told of those yet, with how many and from when on. */
export function accountsToWarn(db: Db, now: Date, until: Date, soon: Date) {
  const held = Prisma.sql`SELECT id FROM loyalty_account
    WHERE points > 0 AND (warned_until IS NULL OR warned_until < ${soon})`;
  return db.$queryRaw<{ id: string; partnerId: string; points: number; at: Date }[]>`
    SELECT a.id, a.partner_id AS "partnerId", sum(l.points)::int AS points, min(l.at) AS at
    FROM (${leftOf(held)}) l JOIN loyalty_account a ON a.id = l.account_id
    WHERE l.points > 0 AND l.at > greatest(${now}, coalesce(a.warned_until, ${now})) AND l.at <= ${until}
    GROUP BY a.id ORDER BY a.id`;
}

/** What an order earned; null when nothing. */
export const earningOf = (db: Db, orderId: string) => db.loyaltyEarning.findUnique({ where: { orderId } });

/** What an order spent, and how much of it has come back; null when nothing. */
export const spendOf = (db: Db, orderId: string) => db.loyaltySpend.findUnique({ where: { orderId } });

/** What the ledger says of one order. */
export type OrderLedger = {
  /** What the units that it keeps have earned, and how much of that may not be spent yet. */
  earned: number;
  pending: number;
  pendingDays: number;
  /** Spent, less what has come back. */
  spent: number;
  spend: { points: number; amountMinor: number; lines: FrozenShare[] } | null;
};

/** The same as a column of any statement about the order, null when it has no lines in the ledger. `until`: as it was then. */
export const orderLedger = (orderId: string, until: Date | null = null) => Prisma.sql`(
  SELECT jsonb_build_object(
    'earned', coalesce(sum(e.points + e.pending) FILTER (WHERE e.kind IN ('earned', 'reversed')), 0),
    'pending', sum(e.pending),
    'pendingDays', max(p.pending_days),
    'spent', coalesce(-sum(e.points) FILTER (WHERE e.kind IN ('spent', 'returned')), 0),
    'spend', (SELECT jsonb_build_object('points', s.points, 'amountMinor', s.amount_minor, 'lines', s.lines)
      FROM loyalty_spend s WHERE s.order_id = ${orderId}))
  FROM loyalty_entry e
  JOIN loyalty_account a ON a.id = e.account_id
  JOIN loyalty_programme p ON p.id = a.programme_id
  WHERE e.order_id = ${orderId} AND e.created_at <= coalesce(${until}::timestamptz, 'infinity')
  HAVING count(*) > 0)`;

/** What the ledger says of an order, or said at an instant; null when nothing. One statement. */
export async function readOrderLedger(db: Db, orderId: string, until: Date | null = null): Promise<OrderLedger | null> {
  const [row] = await db.$queryRaw<{ points: OrderLedger | null }[]>`SELECT ${orderLedger(orderId, until)} AS points`;
  return row?.points ?? null;
}

/** What became of a person's points, the latest first, keyset-paged. */
export async function pointsHistory(
  db: Db,
  of: { partnerId: string; currency: string },
  input: { cursor?: string | undefined; limit: number },
) {
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const before = typeof at === "string" && typeof id === "string" ? { at: new Date(at), id } : undefined;
  const rows = await db.loyaltyEntry.findMany({
    where: {
      account: { partnerId: of.partnerId, programme: { currency: of.currency } },
      ...(before && { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    include: { order: { select: { number: true } } },
  });
  const page: Page<(typeof rows)[number]> = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  const items = page.items.map((row) => ({
    id: row.id,
    kind: row.kind as EntryKind,
    points: row.points,
    pending: row.pending,
    orderNumber: row.order?.number ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    at: row.createdAt.toISOString(),
    reason: row.reason,
    byUserId: row.byUserId,
  }));
  return { ...page, items };
}

/** A person's points with what expires when; null where the currency has no programme that is on and they hold none. */
export async function readAccount(db: Db, of: { partnerId: string; currency: string }): Promise<PointsAccount | null> {
  const row = await db.loyaltyProgramme.findUnique({
    where: { currency: of.currency },
    include: { accounts: { where: { partnerId: of.partnerId } } },
  });
  const [account] = row?.accounts ?? [];
  if (!row || (!row.active && !account)) return null;
  const programme = toProgramme(row);
  const ahead = account ? await pointsAhead(db, account.id) : [];
  return {
    programme,
    points: account?.points ?? 0,
    pending: account?.pending ?? 0,
    worth: money((account?.points ?? 0) * programme.pointValue.minor, programme.currency),
    expiring: ahead.map(({ points, at }) => ({ points, at: at.toISOString() })),
  };
}
