import { dateAt } from "#server/kernel/calendar.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { Pickup, PickupState } from "./contract-pickups.ts";
import { isPickupCode } from "./pickup-code.ts";
import { addressOf } from "./queries.ts";

/** The places whose pickups somebody sees: all of them, or these, by id. No place, no pickup. */
export type Places = "all" | readonly string[];

const within = (places: Places): Prisma.DeliveryWhereInput => ({
  pickup: true,
  ...(places !== "all" && { locationId: { in: [...places] } }),
});

const waiting = { status: "packed", readyAt: { not: null } } as const;

function inState(state: PickupState, today: Date): Prisma.DeliveryWhereInput {
  if (state === "collected") return { status: "delivered" };
  if (state === "ready") return { ...waiting, collectBy: { gte: today } };
  if (state === "overdue") return { ...waiting, collectBy: { lt: today } };
  return { status: { in: ["planned", "picking", "packed"] }, readyAt: null };
}

const day = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** What is collected at these places, by its state: what waits the oldest first, what was collected the newest first. */
export async function listPickups(
  db: Db,
  places: Places,
  input: { state: PickupState; locationCode?: string | undefined; cursor?: string | undefined; limit: number },
  now: Date,
): Promise<Page<Pickup>> {
  const { state, limit } = input;
  const today = new Date(`${dateAt("Europe/Paris", now)}T00:00:00Z`);
  const after = decodeCursor(input.cursor)?.[0];
  const [direction, beyond] = state === "collected" ? (["desc", "lt"] as const) : (["asc", "gt"] as const);
  const rows = await db.delivery.findMany({
    where: {
      AND: [
        within(places),
        inState(state, today),
        input.locationCode ? { location: { code: input.locationCode } } : {},
        after === undefined ? {} : { id: { [beyond]: String(after) } },
      ],
    },
    orderBy: { id: direction },
    take: limit + 1,
    select: {
      id: true,
      number: true,
      version: true,
      address: true,
      createdAt: true,
      promisedTo: true,
      readyAt: true,
      collectBy: true,
      remindedAt: true,
      deliveredAt: true,
      location: { select: { code: true, name: true } },
      order: { select: { number: true } },
      lines: {
        orderBy: [{ orderLine: { position: "asc" } }, { id: "asc" }],
        select: { quantity: true, orderLine: { select: { name: true, description: true } } },
      },
    },
  });
  const page = toPage(rows, limit, (row) => [row.id]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(
      (row): Pickup => ({
        number: row.number,
        version: row.version,
        state,
        orderNumber: row.order.number,
        recipient: addressOf(row.address).recipient,
        location: row.location,
        createdAt: row.createdAt.toISOString(),
        promisedTo: day(row.promisedTo),
        readyAt: row.readyAt?.toISOString() ?? null,
        collectBy: day(row.collectBy),
        remindedAt: row.remindedAt?.toISOString() ?? null,
        collectedAt: row.deliveredAt?.toISOString() ?? null,
        lines: row.lines.map(({ quantity, orderLine }) => ({ ...orderLine, quantity: Number(quantity) })),
      }),
    ),
  };
}

/** How many pickups these places have in each state that still asks for something. One statement. */
export async function countPickups(
  db: Db,
  places: Places,
  now: Date,
): Promise<Record<"to_prepare" | "ready" | "overdue", number>> {
  const today = dateAt("Europe/Paris", now);
  const ids = places === "all" ? null : [...places];
  const [row] = await db.$queryRaw<{ to_prepare: number; ready: number; overdue: number }[]>`
    SELECT count(*) FILTER (WHERE ready_at IS NULL)::int AS to_prepare,
      count(*) FILTER (WHERE collect_by >= ${today}::date)::int AS ready,
      count(*) FILTER (WHERE collect_by < ${today}::date)::int AS overdue
    FROM delivery WHERE pickup AND status IN ('planned', 'picking', 'packed')
      AND (${ids}::text[] IS NULL OR location_id = ANY(${ids}::text[]))`;
  return row ?? { to_prepare: 0, ready: 0, overdue: 0 };
}

/** The delivery that lies ready at these places and has this code; every one is compared, in the same time. Null for none. */
export async function pickupOfCode(
  db: Db,
  places: Places,
  code: string,
): Promise<{ number: string; version: number } | null> {
  const rows = await db.delivery.findMany({
    where: { AND: [within(places), waiting] },
    select: { id: true, number: true, version: true },
  });
  const found = rows.filter((row) => isPickupCode(row.id, code));
  return found[0] ? { number: found[0].number, version: found[0].version } : null;
}

/** Pickups that wait longer than their place keeps them, and whose buyers were not reminded. Their ids, oldest first. */
export async function pickupsToRemind(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM delivery d JOIN location l ON l.id = d.location_id
    WHERE d.pickup AND d.status = 'packed' AND d.ready_at IS NOT NULL AND d.reminded_at IS NULL
      AND d.collect_by < (${now}::timestamptz AT TIME ZONE l.time_zone)::date
    ORDER BY d.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
