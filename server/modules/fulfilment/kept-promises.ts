import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { KeptPromises, KeptRow, LateDelivery } from "./contract-promise.ts";

/** `outcomeOf` of promise.ts as SQL, for deliveries `d` of location `l`, as things stand at `now`. A test holds them together. */
export const outcomeSql = (now: Date): Prisma.Sql => Prisma.sql`
  CASE WHEN d.promised_to IS NULL OR d.status = 'cancelled' THEN 'none'
    WHEN coalesce(CASE WHEN d.pickup THEN d.ready_at END, d.delivered_at) IS NOT NULL THEN
      CASE WHEN (coalesce(CASE WHEN d.pickup THEN d.ready_at END, d.delivered_at) AT TIME ZONE l.time_zone)::date <= d.promised_to
        THEN 'kept' ELSE 'late' END
    WHEN (coalesce(d.shipped_at, ${now}::timestamptz) AT TIME ZONE l.time_zone)::date > d.promised_to THEN 'late'
    ELSE 'open' END`;

const most = 50;

type Input = { since: string; now: Date; locationCode?: string | undefined; method?: string | undefined };

const due = ({ since, now, locationCode, method }: Input): Prisma.Sql => Prisma.sql`
  d.promised_to >= ${since}::date AND d.promised_to <= (${now}::timestamptz AT TIME ZONE l.time_zone)::date
  AND d.status <> 'cancelled'
  AND (${locationCode ?? null}::text IS NULL OR l.code = ${locationCode ?? null})
  AND (${method ?? null}::text IS NULL OR o.shipping_method_code = ${method ?? null})`;

/** Deliveries that were due since a day: how many kept their promise, by place and method; and the late ones, newest first. */
export async function keptPromises(db: Db, input: Input, locale: Locale): Promise<KeptPromises> {
  const rows = await db.$queryRaw<
    (Omit<KeptRow, "method"> & { method: string; names: Prisma.JsonValue; told: string })[]
  >`
    SELECT l.code AS "locationCode", l.name AS "locationName", o.shipping_method_code AS method, m.name AS names,
      max(o.shipping_method_name) AS told,
      count(*) FILTER (WHERE x.outcome = 'kept')::int AS kept, count(*) FILTER (WHERE x.outcome = 'late')::int AS late,
      count(*) FILTER (WHERE x.outcome = 'open')::int AS open
    FROM delivery d JOIN location l ON l.id = d.location_id JOIN sales_order o ON o.id = d.order_id
    LEFT JOIN shipping_method m ON m.code = o.shipping_method_code
    CROSS JOIN LATERAL (SELECT ${outcomeSql(input.now)} AS outcome) x
    WHERE ${due(input)}
    GROUP BY l.id, o.shipping_method_code, m.name ORDER BY l.position, l.code, o.shipping_method_code`;
  const late = await db.$queryRaw<LateDelivery[]>`
    SELECT d.number, o.number AS "orderNumber", l.name AS "locationName", o.shipping_method_name AS "methodName", d.status,
      d.promised_to::text AS "promisedTo",
      to_char(coalesce(CASE WHEN d.pickup THEN d.ready_at END, d.delivered_at, d.shipped_at) AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
    FROM delivery d JOIN location l ON l.id = d.location_id JOIN sales_order o ON o.id = d.order_id
    CROSS JOIN LATERAL (SELECT ${outcomeSql(input.now)} AS outcome) x
    WHERE ${due(input)} AND x.outcome = 'late' ORDER BY d.promised_to DESC, d.id DESC LIMIT ${most}`;
  const sum = (key: "kept" | "late" | "open") => rows.reduce((all, row) => all + row[key], 0);
  return {
    kept: sum("kept"),
    late: sum("late"),
    open: sum("open"),
    rows: rows.map(({ names, told, method, ...row }) => ({
      ...row,
      method: { code: method, name: names ? inLocale(names, locale) : told },
    })),
    lateOnes: late,
  };
}
