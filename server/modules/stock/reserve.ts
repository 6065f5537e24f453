import { parisDate } from "../../kernel/days.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { addQuantity, type Quantity } from "../../kernel/quantity.ts";
import { Prisma, type Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import { atEnd } from "../../platform/tx.ts";
import { readFacts } from "./availability.ts";
import { notEnough } from "./contract-display.ts";
import { levelsChanged } from "./events.ts";
import { fillWaiting } from "./fill-waiting.ts";
import { lockForSale, lockPolicies } from "./locks.ts";
import type { Allocation, Demand } from "./model.ts";
import type { Destination } from "./nearest.ts";
import { giveBack } from "./release.ts";
import type { Sellable, Selling } from "./sellable.ts";
import { takeAtFirst } from "./take-at-first.ts";
import { beyondNothing, type Sourced, sellableAt, servingPlaces, sourceBeyond, sourceStock } from "./turns.ts";

export type ReserveInput = {
  orderId: string;
  demands: readonly Demand[];
  /** The channel that sells. */
  channel: Selling;
  /** Where it goes, for channels that source from the nearest place. */
  to: Destination | null;
  /** The id of the place where the buyer collects it: no other serves. */
  collectAt?: string | null;
  /** The cart that becomes this order: what it held turns over to the order, nobody slips between. */
  cartId?: string | null;
  /** May part of it be promised beyond stock? False: conflict `stock.must_wait` instead. */
  acceptsWaiting: boolean;
  /** When the hold ends; null commits at once (already paid). */
  expiresAt: Date | null;
  now: Date;
};

/**
 * Holds stock for an order, all lines or none; what is not in stock is promised from supply where the variant's policy
 * allows it. May be called again for more of the same order. Holds of others that are past their time are given back on
 * the way, so that they are sellable at once. Locks levels. Throws DomainError conflict `stock.not_enough` { variantId,
 * wanted, available }, `stock.must_wait` { variantId, expectedOn }.
 */
export async function reserve(tx: Tx, input: ReserveInput): Promise<void> {
  announce(tx, input);
  await take(tx, input);
}

/** The same as the last thing of the transaction: what becomes of it is known when that ends. */
export function reserveAtEnd(tx: Tx, input: ReserveInput): void {
  announce(tx, input);
  atEnd(tx, () => take(tx, input));
}

const announce = (tx: Tx, { demands }: ReserveInput) => emit(tx, levelsChanged(demands.map((d) => d.variantId)));

async function take(tx: Tx, input: ReserveInput): Promise<void> {
  if (await takeAtFirst(tx, input)) return;
  const { allocations, missing, sellables } = await allocate(tx, input);
  const short = missing[0];
  if (short) throw notEnough(short, input.channel);
  const late = allocations.find((allocation) => allocation.kind === "supply");
  if (late && !input.acceptsWaiting) {
    const { variantId } = late;
    throw new DomainError("conflict", "stock.must_wait", {
      variantId,
      expectedOn: sellables.get(variantId)?.expectedOn ?? null,
    });
  }
  await write(tx, allocations, { orderId: input.orderId, cartId: null }, input.expiresAt);
}

export type CartHoldInput = {
  cartId: string;
  /** All lines of the basket; those of other carts and what this one held before are seen to here. */
  demands: readonly Demand[];
  /** The variants whose quantity the shopper just raised: for them it is all or nothing. */
  strict: readonly string[];
  channel: Selling;
  expiresAt: Date;
  now: Date;
};

/**
 * Makes a basket hold what its lines say until `expiresAt`, in place of what it held: of lines that have just been raised
 * all or nothing, of the others as much as there is. Call it with the cart's row locked. Locks levels. Throws DomainError
 * conflict `stock.not_enough`.
 */
export async function holdForCart(tx: Tx, input: CartHoldInput): Promise<void> {
  const before = await tx.reservation.findMany({
    where: { cartId: input.cartId, status: "held" },
    select: { variantId: true },
    distinct: ["variantId"],
  });
  const variantIds = [...new Set([...before, ...input.demands].map((row) => row.variantId))];
  if (variantIds.length === 0) return;
  const { allocations, missing } = await allocate(tx, {
    ...input,
    to: null,
    alsoLock: variantIds,
    lenient: (variantId) => !input.strict.includes(variantId),
  });
  const short = missing[0];
  if (short) throw notEnough(short, input.channel);
  await write(tx, allocations, { orderId: null, cartId: input.cartId }, input.expiresAt);
  emit(tx, levelsChanged(variantIds));
}

type AllocateInput = Pick<ReserveInput, "demands" | "channel" | "to" | "collectAt" | "cartId" | "now"> & {
  alsoLock?: readonly string[];
  /** Of these variants less than wanted is fine. */
  lenient?: (variantId: string) => boolean;
};

/** Locks, gives back what is past its time or the cart's own, and shares out what is there. */
async function allocate(tx: Tx, input: AllocateInput): Promise<Sourced> {
  const { channel, demands, now } = input;
  const variantIds = [...new Set([...demands.map((d) => d.variantId), ...(input.alsoLock ?? [])])].sort();
  const locationIds = channel.locations.map((place) => place.id);
  const lock = () =>
    lockForSale(tx, variantIds, { id: channel.id, locationIds }, { cartId: input.cartId ?? null, now });
  let levels = await lock();
  const freed = await freeOnTheWay(tx, variantIds, levels, input);
  if (freed === "filled") levels = await lock();
  const freedAt = new Map(freed === "filled" ? [] : freed.map((f) => [`${f.variantId} ${f.locationId}`, f]));

  const today = parisDate(now);
  const inStock = new Map(
    variantIds.map((variantId) => {
      const own = levels.filter((level) => level.variantId === variantId);
      const facts = {
        variantId,
        safety: own[0]?.safety ?? 0,
        ...beyondNothing,
        levels: own.map((level) => ({
          locationId: level.locationId,
          free: addQuantity(level.onHand - level.reserved, freedAt.get(`${variantId} ${level.locationId}`)?.stock ?? 0),
          backordered: level.backordered,
        })),
      };
      return [variantId, facts] as const;
    }),
  );
  const asked = { demands, channel, towards: input, today };
  const first = sourceStock(inStock, asked);
  if (first.missing.length === 0) return first;

  // Something is short: only now the policies and supplies matter.
  const short = first.missing.map((shortage) => shortage.variantId);
  const open = await lockPolicies(tx, short.toSorted());
  const facts = open.length ? await readFacts(tx, short, channel, now) : [];
  const beyond = new Map([...inStock, ...facts.map((of) => [of.variantId, of] as const)]);
  const { lenient } = input;
  if (!lenient) return sourceBeyond(beyond, asked);
  const serving = servingPlaces(channel, input.collectAt);
  const sellables = new Map([...beyond].map(([id, of]) => [id, sellableAt(of, channel, serving, today)] as const));
  return sourceBeyond(beyond, { ...asked, demands: demands.flatMap((d) => atMost(d, lenient, sellables)) });
}

/** A demand cut down to what there is, when less is fine; a basket has one line per variant. */
function atMost(demand: Demand, lenient: (id: string) => boolean, sellables: ReadonlyMap<string, Sellable>): Demand[] {
  if (!lenient(demand.variantId)) return [demand];
  const quantity = Math.min(demand.quantity, sellables.get(demand.variantId)?.orderable ?? 0);
  return quantity > 0 ? [{ ...demand, quantity }] : [];
}

/**
 * Gives back holds past their time, and those of the cart that asks. Those who wait for goods come before newcomers: when
 * there are any, what expired is theirs first, and the levels have to be read again ("filled").
 */
async function freeOnTheWay(
  tx: Tx,
  variantIds: readonly string[],
  levels: readonly { backordered: Quantity; toFree: boolean }[],
  input: AllocateInput,
) {
  if (!levels.some((level) => level.toFree)) return [];
  const locationIds = input.channel.locations.map((place) => place.id);
  const here = Prisma.sql`variant_id = ANY(${variantIds}::text[]) AND location_id = ANY(${locationIds}::text[]) AND status = 'held'`;
  const expired = Prisma.sql`expires_at <= ${input.now}`;
  const mine = input.cartId ? Prisma.sql`cart_id = ${input.cartId}` : Prisma.sql`false`;
  if (!levels.some((level) => level.backordered > 0)) {
    return giveBack(tx, Prisma.sql`${here} AND (${expired} OR ${mine})`);
  }
  const freed = await giveBack(tx, Prisma.sql`${here} AND ${expired}`);
  if (freed.some((f) => f.stock > 0)) await fillWaiting(tx, variantIds, input.now, locationIds);
  if (input.cartId) await giveBack(tx, Prisma.sql`${here} AND ${mine}`);
  return "filled" as const;
}

type Owner = { orderId: string; cartId: null } | { orderId: null; cartId: string };

/**
 * One statement per kind: raise the levels under their condition and write the reservations, or find out that one was
 * short. Throws conflict `stock.not_enough`.
 */
async function write(tx: Tx, allocations: readonly Allocation[], owner: Owner, expiresAt: Date | null): Promise<void> {
  const rows = allocations.map((a) => ({ ...a, id: newId("reservation"), lineId: owner.orderId ? a.lineId : null }));
  const [stock, supply] = [rows.filter((row) => row.kind === "stock"), rows.filter((row) => row.kind === "supply")];
  const raise = Prisma.sql`
    UPDATE stock_level l SET reserved = l.reserved + w.quantity, updated_at = now()
    FROM (SELECT "variantId", "locationId", sum(quantity) AS quantity FROM wanted GROUP BY 1, 2) w
    WHERE l.variant_id = w."variantId" AND l.location_id = w."locationId" AND l.on_hand - l.reserved >= w.quantity
    RETURNING l.variant_id, l.location_id`;
  const promise = Prisma.sql`
    INSERT INTO stock_level (variant_id, location_id, backordered)
    SELECT "variantId", "locationId", sum(quantity) FROM wanted GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (variant_id, location_id) DO UPDATE
      SET backordered = stock_level.backordered + excluded.backordered, updated_at = now()
    RETURNING variant_id, location_id`;
  for (const [part, change] of [[stock, raise] as const, [supply, promise] as const]) {
    if (part.length === 0) continue;
    // Spelled out: PostgreSQL plans for as many rows as there are.
    const values = part.map(
      ({ id, lineId, variantId, locationId, kind, quantity }) =>
        Prisma.sql`(${id}, ${lineId}, ${variantId}, ${locationId}, ${kind}, ${quantity}::numeric)`,
    );
    const written = await tx.$executeRaw`
      WITH wanted (id, "lineId", "variantId", "locationId", kind, quantity) AS (VALUES ${Prisma.join(values)}),
        changed AS (${change})
      INSERT INTO reservation (id, variant_id, location_id, order_id, order_line_id, cart_id, kind, quantity, status, expires_at)
      SELECT w.id, w."variantId", w."locationId", ${owner.orderId}, w."lineId", ${owner.cartId}, w.kind, w.quantity,
        ${expiresAt ? "held" : "committed"}, ${expiresAt}::timestamptz
      FROM wanted w JOIN changed r ON r.variant_id = w."variantId" AND r.location_id = w."locationId"`;
    if (written !== part.length) {
      throw new DomainError("conflict", "stock.not_enough", { variantId: part[0]?.variantId ?? "" });
    }
  }
}
