// The shop as a pure value: two articles in one warehouse, and orders with all that belongs to one.

/** Quantities of the two articles. */
export type Pieces = readonly [number, number];

/**
 * The prelude is half an hour before the last moment of a run, so that its holds are past by then. Those of clients never
 * are while clients act: who is past its time is seen before a lock is waited for, and nobody's clock is so far ahead that
 * a hold is past that was taken since.
 */
export const minutesOf = { before: 0, now: 20, later: 40, afterwards: 120 } as const;
export type Moment = keyof typeof minutesOf;
const holdMinutes = 30;

export type ModelOrder = {
  status: "awaiting_payment" | "confirmed" | "expired" | "cancelled" | "completed";
  lines: Pieces;
  totalMinor: number;
  /** When it was placed: its hold is good for half an hour. */
  placed: Moment;
  /** Promised to it in the warehouse, and whether for good. */
  held: Pieces;
  committed: boolean;
  /** The provider's page, and whether our books know of it. */
  session: "none" | "open" | "closed" | "paid";
  known: boolean;
  payment: "open" | "closed" | "captured";
  refunds: readonly { key: string; amountMinor: number; status: "pending" | "asked" | "succeeded" }[];
  delivery: "none" | "planned" | "picking" | "picked" | "packed" | "shipped" | "delivered" | "cancelled";
  invoice: "none" | "draft" | "posted";
  /** Announced to come back, come back and put on the shelf, and given back as units. */
  announced: Pieces;
  returned: Pieces;
  refundedUnits: Pieces;
};

export type ModelState = { onHand: Pieces; orders: Readonly<Record<string, ModelOrder>> };

export const pricesMinor: Pieces = [1_000, 2_500];
const shippingMinor = 590;
const freeFromMinor = 9_000;

export const both = [0, 1] as const;
export const plus = (a: Pieces, b: Pieces): Pieces => [a[0] + b[0], a[1] + b[1]];
export const minus = (a: Pieces, b: Pieces): Pieces => [a[0] - b[0], a[1] - b[1]];
export const none: Pieces = [0, 0];

/** What an order of these pieces costs, tax and shipping included. */
export function totalOf(lines: Pieces): number {
  const items = lines[0] * pricesMinor[0] + lines[1] * pricesMinor[1];
  return items + (items >= freeFromMinor ? 0 : shippingMinor);
}

export const reservedIn = (state: ModelState): Pieces =>
  Object.values(state.orders).reduce((sum, order) => plus(sum, order.held), none);

export function change(state: ModelState, slot: string, part: Partial<ModelOrder>): ModelState {
  const order = state.orders[slot];
  if (!order) throw new Error(`no order ${slot}`);
  return { ...state, orders: { ...state.orders, [slot]: { ...order, ...part } } };
}

/** Is a hold that was taken when its order was placed over? */
export const isPast = (order: ModelOrder, at: Moment): boolean =>
  minutesOf[order.placed] + holdMinutes <= minutesOf[at];

/**
 * Holds pieces, or null when there are too few. Holds of others that are past their time are given back on the way, of the
 * wanted articles.
 */
export function take(state: ModelState, slot: string, at: Moment): ModelState | null {
  const { lines } = state.orders[slot] as ModelOrder;
  const orders = Object.fromEntries(
    Object.entries(state.orders).map(([name, order]) => {
      const over = name !== slot && !order.committed && isPast(order, at);
      const held: Pieces = over ? [lines[0] ? 0 : order.held[0], lines[1] ? 0 : order.held[1]] : order.held;
      return [name, held === order.held ? order : { ...order, held }];
    }),
  );
  const free = minus(state.onHand, reservedIn({ ...state, orders }));
  if (both.some((i) => free[i] < lines[i])) return null;
  return change({ ...state, orders }, slot, { held: lines });
}

/** What went back or is on its way back. */
export const refundedOf = (order: ModelOrder, only?: "succeeded"): number =>
  order.refunds.reduce((sum, r) => sum + (!only || r.status === only ? r.amountMinor : 0), 0);

const capturedOf = (order: ModelOrder): number => (order.payment === "captured" ? order.totalMinor : 0);

/** Books a refund of all that is left. */
export function giveAllBack(state: ModelState, slot: string, key: string): ModelState {
  const order = state.orders[slot] as ModelOrder;
  const amountMinor = capturedOf(order) - refundedOf(order);
  if (amountMinor <= 0) return state;
  return change(state, slot, { refunds: [...order.refunds, { key, amountMinor, status: "pending" }] });
}

/** What is compared with the database: everything that must be the same, in words that both sides can say. */
export function describeState(state: ModelState): Record<string, unknown> {
  const orders = Object.entries(state.orders).map(([slot, order]) => {
    const captured = capturedOf(order);
    const refunded = refundedOf(order, "succeeded");
    const paid =
      refunded > 0 ? (refunded >= captured ? "refunded" : "partially_refunded") : captured > 0 ? "paid" : "unpaid";
    const gone = order.delivery === "shipped" || order.delivery === "delivered";
    return [
      slot,
      {
        status: order.status,
        paymentStatus: paid,
        totalMinor: order.totalMinor,
        chargedMinor: order.session === "paid" ? order.totalMinor : 0,
        capturedMinor: captured,
        refundedMinor: refunded,
        returnedMinor: refunded,
        held: order.held,
        delivered: gone ? order.lines : none,
        delivery: order.delivery,
        announced: order.announced,
        returned: order.returned,
        refundedUnits: order.refundedUnits,
        invoicedMinor: order.invoice === "posted" ? order.totalMinor : 0,
        creditedMinor: order.invoice === "posted" ? refunded : 0,
      },
    ] as const;
  });
  return { onHand: state.onHand, reserved: reservedIn(state), orders: Object.fromEntries(orders.sort()) };
}
