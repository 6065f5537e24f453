// What each operation does to the model, step by atomic step: a step is one transaction or one call of the provider.
import type { Choice, Memory, Program } from "./explain.ts";
import {
  both,
  change,
  giveAllBack,
  isPast,
  type ModelOrder,
  type ModelState,
  type Moment,
  minus,
  none,
  type Pieces,
  plus,
  pricesMinor,
  refundedOf,
  reservedIn,
  take,
  totalOf,
} from "./state.ts";

type Step = (state: ModelState, memory: Memory) => Choice<ModelState>[];

const then = (state: ModelState, memory: Memory, more: object = {}): Choice<ModelState>[] => [
  { state, memory: { ...memory, ...more, pc: memory.pc + 1 } },
];
const end = (state: ModelState, answer: string): Choice<ModelState>[] => [{ state, answer }];
const program =
  (...steps: Step[]): Program<ModelState> =>
  (state, memory) =>
    steps[memory.pc]?.(state, memory) ?? [];
const of = (state: ModelState, slot: string): ModelOrder => state.orders[slot] as ModelOrder;

/** Places an order; asked again under the same key it goes on where the last attempt was cut off. */
export const buy = (slot: string, lines: Pieces, placed: Moment): Program<ModelState> =>
  program(
    (state, memory) => {
      if (state.orders[slot]) return then(state, memory);
      const order: ModelOrder = {
        status: "awaiting_payment",
        lines,
        totalMinor: totalOf(lines),
        placed,
        held: none,
        committed: false,
        session: "none",
        known: false,
        payment: "open",
        refunds: [],
        delivery: "none",
        invoice: "none",
        announced: none,
        returned: none,
        refundedUnits: none,
      };
      const taken = take({ ...state, orders: { ...state.orders, [slot]: order } }, slot, placed);
      return taken ? then(taken, memory) : end(state, "stock.not_enough");
    },
    (state, memory) => {
      const { payment, known } = of(state, slot);
      if (payment !== "open") return end(state, "sales.order_not_payable");
      return known ? end(state, "ok") : then(state, memory);
    },
    (state, memory) =>
      then(of(state, slot).session === "none" ? change(state, slot, { session: "open" }) : state, memory),
    (state) => end(of(state, slot).payment === "open" ? change(state, slot, { known: true }) : state, "ok"),
  );

/** The shopper sends the card on the provider's page: nothing of ours hears of it yet. */
export const pay = (slot: string): Program<ModelState> =>
  program((state) =>
    of(state, slot).session === "open" ? end(change(state, slot, { session: "paid" }), "ok") : end(state, "closed"),
  );

const readTruth =
  (slot: string): Step =>
  (state, memory) =>
    then(state, memory, { truth: of(state, slot).known ? of(state, slot).session : "none" });

/** What the provider said, written under the locks of order and payment. */
function applyTruth(state: ModelState, slot: string, truth: unknown, at: Moment): ModelState {
  const order = of(state, slot);
  if (truth === "closed" && order.payment === "open") return change(state, slot, { payment: "closed" });
  if (truth !== "paid" || order.payment === "captured") return state;
  const paid = change(state, slot, { payment: "captured" });
  if (order.status === "cancelled") return giveAllBack(paid, slot, "late");
  const whole = both.every((i) => order.held[i] >= order.lines[i]);
  const taken = whole ? paid : take(change(paid, slot, { held: none }), slot, at);
  if (taken) return change(taken, slot, { committed: true, status: "confirmed" });
  return giveAllBack(change(paid, slot, { held: none, status: "cancelled" }), slot, "late");
}

const expired = (state: ModelState, slot: string): ModelState =>
  of(state, slot).status === "awaiting_payment" ? change(state, slot, { status: "expired", held: none }) : state;

const close = (state: ModelState, slot: string): ModelState =>
  of(state, slot).known && of(state, slot).session === "open" ? change(state, slot, { session: "closed" }) : state;

/** Webhook, returning browser: the truth is read, then written. */
export const settle = (slot: string): Program<ModelState> =>
  program(readTruth(slot), (state, { truth }) => end(applyTruth(state, slot, truth, "now"), "ok"));

export const giveUp = (slot: string): Program<ModelState> =>
  program(
    (state, memory) => then(close(state, slot), memory),
    readTruth(slot),
    (state, memory) => then(expired(applyTruth(state, slot, memory.truth, "now"), slot), memory),
    (state) => {
      const { status } = of(state, slot);
      if (status === "expired") return end(state, "ok");
      return status === "awaiting_payment" ? end(expired(state, slot), "ok") : end(state, "sales.order_not_payable");
    },
  );

/** The sweep, when the prelude's unpaid orders are past their hold. They are taken one after the other, in any order. */
export const sweep: Program<ModelState> = (state, memory) => {
  if (memory.pc === 0) {
    const left = Object.keys(state.orders).filter(
      (slot) => of(state, slot).status === "awaiting_payment" && isPast(of(state, slot), "later"),
    );
    return [{ state, memory: { pc: 1, left } }];
  }
  const left = memory.left as string[];
  if (memory.pc === 1) {
    if (left.length === 0) return end(state, "ok");
    return left.map((slot) => ({
      state: close(state, slot),
      memory: { pc: 2, left: left.filter((other) => other !== slot), slot },
    }));
  }
  const slot = String(memory.slot);
  if (memory.pc === 2) return readTruth(slot)(state, memory);
  if (memory.pc === 3) return then(expired(applyTruth(state, slot, memory.truth, "later"), slot), memory);
  return [{ state: expired(state, slot), memory: { pc: 1, left } }];
};

/** Staff call it off: the provider's page first, then everything in one transaction. */
export const cancel = (slot: string): Program<ModelState> =>
  program(
    (state, memory) => {
      const { payment, known } = of(state, slot);
      return payment === "open" && known ? then(state, memory) : [{ state, memory: { ...memory, pc: 4 } }];
    },
    (state, memory) => then(close(state, slot), memory),
    readTruth(slot),
    (state, memory) => then(applyTruth(state, slot, memory.truth, "now"), memory),
    (state) => {
      const { delivery, status, invoice } = of(state, slot);
      if (delivery === "shipped" || delivery === "delivered") return end(state, "fulfilment.already_shipped");
      if (status === "cancelled" || status === "completed") return end(state, "sales.transition_not_allowed");
      const off = change(state, slot, {
        status: "cancelled",
        held: none,
        committed: false,
        delivery: delivery === "none" ? "none" : "cancelled",
        invoice: invoice === "draft" ? "none" : invoice,
      });
      return end(giveAllBack(off, slot, "cancel"), "ok");
    },
  );

const nextStage = {
  planned: "picking",
  picking: "picked",
  picked: "packed",
  packed: "shipped",
  shipped: "delivered",
} as const;

const planned = (state: ModelState, slot: string): ModelState => {
  const { status, delivery } = of(state, slot);
  return status === "confirmed" && delivery === "none" ? change(state, slot, { delivery: "planned" }) : state;
};

/** The next step of an order's delivery, as somebody in the warehouse who looked first. */
export const work = (slot: string): Program<ModelState> =>
  program(
    (state, memory) => then(planned(state, slot), memory),
    (state, memory) => {
      const seen = of(state, slot).delivery;
      return seen in nextStage ? then(state, memory, { seen }) : end(state, "nothing");
    },
    (state, { seen }) => {
      const order = of(state, slot);
      if (order.delivery !== seen) return end(state, "raced");
      const delivery = nextStage[seen as keyof typeof nextStage];
      const moved = change(state, slot, { delivery });
      if (delivery === "shipped") {
        return end({ ...change(moved, slot, { held: none }), onHand: minus(state.onHand, order.lines) }, delivery);
      }
      return end(delivery === "delivered" ? change(moved, slot, { status: "completed" }) : moved, delivery);
    },
  );

const drafted = (state: ModelState, slot: string): ModelState => {
  const { status, invoice } = of(state, slot);
  const sold = status === "confirmed" || status === "completed";
  return sold && invoice === "none" ? change(state, slot, { invoice: "draft" }) : state;
};

export const invoice = (slot: string): Program<ModelState> =>
  program(
    (state, memory) => {
      const { status } = of(state, slot);
      const sold = status === "confirmed" || status === "completed";
      return sold ? then(drafted(state, slot), memory) : end(state, "nothing");
    },
    (state) => {
      const { invoice } = of(state, slot);
      return invoice === "draft" ? end(change(state, slot, { invoice: "posted" }), "ok") : end(state, "raced");
    },
  );

/** Staff give a part of the money back; asked again under the same key it is booked once. */
export const refund = (slot: string, key: string, amountMinor: number): Program<ModelState> =>
  program((state) => {
    const order = of(state, slot);
    if (order.refunds.some((r) => r.key === key)) return end(state, "ok");
    if (order.payment !== "captured") return end(state, "payments.nothing_captured");
    if (amountMinor > order.totalMinor - refundedOf(order)) return end(state, "payments.refund_too_large");
    return end(change(state, slot, { refunds: [...order.refunds, { key, amountMinor, status: "pending" }] }), "ok");
  });

const mark = (state: ModelState, slot: string, key: unknown, status: "asked" | "succeeded"): ModelState =>
  change(state, slot, {
    refunds: of(state, slot).refunds.map((r) => (r.key === key && r.status !== "succeeded" ? { ...r, status } : r)),
  });

/** Carries out one booked refund: the provider is asked, then it is written. */
export const carryOut = (slot: string): Program<ModelState> =>
  program(
    (state, memory) => {
      const open = of(state, slot).refunds.filter((r) => r.status !== "succeeded");
      if (open.length === 0) return end(state, "nothing");
      return open.map(({ key }) => ({ state, memory: { ...memory, pc: 1, key } }));
    },
    (state, memory) => then(mark(state, slot, memory.key, "asked"), memory),
    (state, memory) => end(mark(state, slot, memory.key, "succeeded"), "ok"),
  );

const one = (article: 0 | 1): Pieces => (article === 0 ? [1, 0] : [0, 1]);

/** One unit's money goes back; what gestures took before is not there any more. */
export const refundUnit = (slot: string, key: string, article: 0 | 1): Program<ModelState> =>
  program((state) => {
    const order = of(state, slot);
    if (order.refunds.some((r) => r.key === key)) return end(state, "ok");
    if (order.refundedUnits[article] >= order.lines[article]) return end(state, "sales.refunded_too_much");
    if (order.payment !== "captured") return end(state, "payments.nothing_captured");
    const amountMinor = Math.min(pricesMinor[article], order.totalMinor - refundedOf(order));
    if (amountMinor <= 0) return end(state, "payments.nothing_to_refund");
    const refunds = [...order.refunds, { key, amountMinor, status: "pending" as const }];
    return end(change(state, slot, { refunds, refundedUnits: plus(order.refundedUnits, one(article)) }), "ok");
  });

/** One unit comes back: announced, then received and put on the shelf again. */
export const comeBack = (slot: string, article: 0 | 1): Program<ModelState> =>
  program(
    (state, memory) => {
      const { delivery, lines, returned, announced } = of(state, slot);
      const gone = delivery === "shipped" || delivery === "delivered" ? lines[article] : 0;
      if (gone - returned[article] - announced[article] < 1) return end(state, "fulfilment.return_too_much");
      return then(change(state, slot, { announced: plus(announced, one(article)) }), memory);
    },
    (state) => {
      const { returned, announced } = of(state, slot);
      const back = { announced: minus(announced, one(article)), returned: plus(returned, one(article)) };
      return end({ ...change(state, slot, back), onHand: plus(state.onHand, one(article)) }, "ok");
    },
  );

export const receive = (pieces: Pieces): Program<ModelState> =>
  program((state) => end({ ...state, onHand: plus(state.onHand, pieces) }, "ok"));

/** Writes pieces off; only free ones can be. */
export const writeOff = (pieces: Pieces): Program<ModelState> =>
  program((state) => {
    const free = minus(state.onHand, reservedIn(state));
    if (both.some((i) => free[i] < pieces[i])) return end(state, "stock.not_enough");
    return end({ ...state, onHand: minus(state.onHand, pieces) }, "ok");
  });

/** All that happens by itself when nobody does anything any more: jobs, late webhooks, the sweep, and jobs again. */
export function quiesce(state: ModelState): ModelState {
  const jobs = (from: ModelState): ModelState =>
    Object.keys(from.orders).reduce((at, slot) => {
      const asked = drafted(planned(at, slot), slot);
      return of(asked, slot).refunds.reduce((to, { key }) => mark(to, slot, key, "succeeded"), asked);
    }, from);
  const slots = Object.keys(state.orders).sort();
  const truth = (at: ModelState, slot: string) => (of(at, slot).known ? of(at, slot).session : "none");
  const settled = slots.reduce((at, slot) => applyTruth(at, slot, truth(at, slot), "now"), jobs(state));
  const swept = slots.reduce((at, slot) => {
    if (of(at, slot).status !== "awaiting_payment") return at;
    const closed = close(at, slot);
    return expired(applyTruth(closed, slot, truth(closed, slot), "afterwards"), slot);
  }, settled);
  return jobs(swept);
}
