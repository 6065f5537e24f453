import type { z } from "zod";
import { DomainError } from "../../kernel/errors.ts";
import { lateAfterHours } from "../../kernel/lateness.ts";
import { inLocale, type Locale } from "../../kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import { audit, type By } from "../../platform/audit.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { auditRowSchema, deadLetterSchema, Home } from "./contract.ts";

/** The figures of the back office's first page, in two statements. "Today" begins at midnight in Paris. */
export async function homeFigures(db: Db, locale: Locale, now: Date): Promise<Home> {
  const [row] = await db.$queryRaw<Omit<Home, "lowStock" | "revenueToday">[] & { revenue: number }[]>`
    WITH today AS (SELECT date_trunc('day', ${now}::timestamptz AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'Europe/Paris' AS start)
    SELECT
      (SELECT count(*) FROM sales_order, today WHERE confirmed_at >= start)::int AS "ordersToday",
      (SELECT coalesce(sum(total_minor), 0) FROM sales_order, today WHERE confirmed_at >= start)::float8 AS revenue,
      (SELECT count(*) FROM sales_order WHERE status = 'awaiting_payment')::int AS "awaitingPayment",
      (SELECT count(*) FROM delivery WHERE status IN ('planned', 'picking'))::int AS "toPick",
      (SELECT count(*) FROM delivery WHERE status = 'packed')::int AS "toShip",
      (SELECT count(*) FROM delivery WHERE status IN ('planned', 'picking', 'packed')
        AND created_at < ${now}::timestamptz - make_interval(hours => ${lateAfterHours}::int))::int AS late,
      (SELECT count(*) FROM invoice WHERE status = 'draft')::int AS "toInvoice",
      (SELECT count(*) FROM graphile_worker._private_jobs WHERE attempts >= max_attempts)::int AS "failedJobs"`;
  const low = await db.$queryRaw<(Omit<Home["lowStock"][number], "name"> & { name: unknown })[]>`
    SELECT v.id AS "variantId", v.sku, p.name, sum(l.on_hand - l.reserved)::float8 AS available,
      (SELECT m.key FROM variant_media vm JOIN media m ON m.id = vm.media_id WHERE vm.variant_id = v.id
        ORDER BY vm.position LIMIT 1) AS "mediaKey"
    FROM stock_level l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
    WHERE v.status = 'active' AND p.status = 'active'
    GROUP BY v.id, p.id HAVING sum(l.on_hand - l.reserved) <= 2 ORDER BY available, v.sku LIMIT 8`;
  if (!row) throw new Error("no figures");
  const { revenue, ...figures } = row;
  return {
    ...figures,
    revenueToday: { minor: revenue, currency: "EUR" },
    lowStock: low.map((l) => ({ ...l, name: inLocale(l.name, locale) })),
  };
}

type DeadLetter = z.infer<typeof deadLetterSchema>;

/** Jobs that gave up, newest first. */
export async function listDeadLetters(
  db: Db,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<DeadLetter>> {
  const after = Number(decodeCursor(input.cursor)?.[0] ?? Number.MAX_SAFE_INTEGER);
  const rows = await db.$queryRaw<
    (Omit<DeadLetter, "createdAt" | "updatedAt"> & { createdAt: Date; updatedAt: Date })[]
  >`
    SELECT j.id::text, t.identifier AS task, j.payload, j.attempts::int, j.max_attempts::int AS "maxAttempts",
      j.last_error AS "lastError", j.created_at AS "createdAt", j.updated_at AS "updatedAt"
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE j.attempts >= j.max_attempts AND j.id < ${after}::bigint ORDER BY j.id DESC LIMIT ${input.limit + 1}`;
  const items = rows.map((r) => ({ ...r, createdAt: r.createdAt.toISOString(), updatedAt: r.updatedAt.toISOString() }));
  return toPage(items, input.limit, (r) => [r.id]);
}

/** Gives a dead letter its tries again, now. Throws DomainError not_found `platform.job_not_found`. */
export async function replayJob(tx: Tx, id: string, by: By): Promise<void> {
  const changed = await tx.$queryRaw<unknown[]>`
    SELECT id FROM graphile_worker.reschedule_jobs(ARRAY[${id}::bigint], run_at := now(), attempts := 0)`;
  if (changed.length === 0) throw new DomainError("not_found", "platform.job_not_found");
  await audit(tx, by, "platform.job.replayed", { type: "job", id });
}

/** The audit log, newest first, of one record or of all. */
export async function listAudit(
  db: Db,
  input: { targetId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<z.infer<typeof auditRowSchema>>> {
  const after = decodeCursor(input.cursor)?.[0];
  const rows = await db.auditEntry.findMany({
    where: {
      ...(input.targetId && { targetId: input.targetId }),
      ...(after !== undefined && { id: { lt: String(after) } }),
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const users = await db.user.findMany({
    where: { id: { in: rows.flatMap((r) => (r.actorId ? [r.actorId] : [])) } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map((u) => [u.id, u.name]));
  const items = rows.map((r) => ({
    id: r.id,
    at: r.at.toISOString(),
    actor: r.actorId ? (names.get(r.actorId) ?? r.actorId) : null,
    action: r.action,
    target: { type: r.targetType, id: r.targetId },
    data: JSON.parse(JSON.stringify(r.data)),
  }));
  return toPage(items, input.limit, (r) => [r.id]);
}
