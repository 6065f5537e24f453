// A rush on a few articles: buyers take turns at a gate, and those who come too late are told so without a transaction.
// No lock: what is said here is only a look, `reserve` decides. Why it is made like this: docs/adr/0019.
import { DomainError } from "#server/kernel/errors.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { type CartDemand, cartDemands } from "#server/modules/sales/index.ts";
import { notEnough } from "#server/modules/stock/contract-display.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { Gate } from "#server/platform/gate.ts";

/** Connections stay free for everyone who only looks, and for opening payment pages. */
const gate = new Gate(() => Math.max(1, env().DATABASE_POOL - 2), 15_000);

type Cart = { tokenHash: string; channel: ChannelTerms; now: Date };

// What ran out, by channel and variant: since a buyer's transaction found too little, and with the last look at it. That look
// answers everyone who had asked before it and whose cart was seen open after it: a thousand losers, one look.
type Look = { began: number; ended: number; orderable: Quantity };
const gone = new Map<string, Look | null>();
let goneAt = 0;
const mostGone = 1_000;
const forgetMs = 60_000;

function noteGone(error: unknown, { channel }: Cart): void {
  if (!(error instanceof DomainError) || error.code !== "stock.not_enough") return;
  if (gone.size >= mostGone) gone.clear();
  goneAt = performance.now();
  gone.set(`${channel.id} ${error.details.variantId}`, null);
}

async function assertNotGone({ tokenHash, channel, now }: Cart, arrived: number): Promise<void> {
  const asked = performance.now();
  if (goneAt < asked - forgetMs) gone.clear();
  if (gone.size === 0) return;
  const keyOf = ({ variantId }: CartDemand) => `${channel.id} ${variantId}`;
  const wanted = (await cartDemands(db(), tokenHash)).filter((demand) => !demand.holds && gone.has(keyOf(demand)));
  for (const demand of wanted) {
    const look = gone.get(keyOf(demand));
    if (look && look.began >= arrived && look.ended <= asked) throw tooLittle(demand, look.orderable, channel);
  }
  if (wanted.length === 0) return;

  const began = performance.now();
  const sellable = await sellableOf(
    db(),
    wanted.map((demand) => demand.variantId),
    channel,
    now,
  );
  const ended = performance.now();
  const orderable = ({ variantId }: CartDemand) => sellable.get(variantId)?.orderable ?? 0;
  const isShort = (demand: CartDemand) => orderable(demand) < demand.quantity;
  for (const demand of wanted) {
    if (isShort(demand)) gone.set(keyOf(demand), { began, ended, orderable: orderable(demand) });
    else gone.delete(keyOf(demand));
  }
  const short = wanted.find(isShort);
  // A double click: the first one took the last piece, for this very cart.
  if (!short || (await cartDemands(db(), tokenHash)).length === 0) return;
  throw tooLittle(short, orderable(short), channel);
}

const tooLittle = ({ variantId, quantity: wanted }: CartDemand, available: Quantity, channel: ChannelTerms) =>
  notEnough({ variantId, wanted, available }, channel);

/**
 * Runs the placing of a cart's order when it is its turn. Who had to wait is first told when what they want is gone by then:
 * conflict `stock.not_enough`. Throws unavailable `unavailable` when their turn does not come in time.
 */
export function takeTurns<T>(cart: Cart, place: () => Promise<T>): Promise<T> {
  const arrived = performance.now();
  return gate.through(async (waited) => {
    if (waited) await assertNotGone(cart, arrived);
    try {
      return await place();
    } catch (error) {
      noteGone(error, cart);
      throw error;
    }
  });
}
