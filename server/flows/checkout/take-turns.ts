// A rush on a few articles: buyers take turns at a gate, and those who come too late are told so without a transaction.
// No lock: what is said here is only a look, `reserve` decides. Why it is made like this: docs/adr/0019.
import { type Quantity, subtractQuantity } from "#server/kernel/quantity.ts";
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

// The last look at an article in a channel: the milliseconds between which it was read, what was there, and what is left of
// that for those who have not been let through since. A no answers everyone who had asked before and whose cart was seen
// open afterwards: a thousand losers, one look. A yes lets as many through as it counted, for a moment: `reserve` decides.
type Look = { began: number; ended: number; orderable: Quantity; left: Quantity };
const looks = new Map<string, Look>();
const mostLooks = 1_000;
const freshMs = 1_000;

async function assertNotGone({ tokenHash, channel, now }: Cart, arrived: number): Promise<void> {
  const asked = performance.now();
  const demands = await cartDemands(db(), tokenHash);
  const [first] = demands;
  if (!first) return;
  const lookAt = ({ variantId, holds }: CartDemand) => (holds ? undefined : looks.get(`${channel.id} ${variantId}`));
  for (const demand of demands) {
    const look = lookAt(demand);
    if (!look || look.began < arrived || look.ended > asked || look.orderable >= demand.quantity) continue;
    throw notEnough({ variantId: demand.variantId, wanted: demand.quantity, available: look.orderable }, channel);
  }
  const letThrough = () => {
    for (const demand of demands) {
      const look = lookAt(demand);
      if (look) look.left = subtractQuantity(look.left, demand.quantity);
    }
  };
  const enough = (demand: CartDemand) => {
    const look = lookAt(demand);
    return look !== undefined && look.ended > asked - freshMs && look.left >= demand.quantity;
  };
  if (demands.every(enough)) return letThrough();

  const began = performance.now();
  const variantIds = demands.map((demand) => demand.variantId);
  const sellable = await sellableOf(db(), variantIds, channel, now, { cartId: first.cartId });
  const ended = performance.now();
  const orderable = (variantId: string) => sellable.get(variantId)?.orderable ?? 0;
  const short = demands.find((demand) => orderable(demand.variantId) < demand.quantity);
  // A double click: the first one took the last piece, for this very cart.
  if (short && (await cartDemands(db(), tokenHash)).length === 0) return;
  if (looks.size >= mostLooks) looks.clear();
  for (const { variantId, holds } of demands) {
    const seen = orderable(variantId);
    if (!holds) looks.set(`${channel.id} ${variantId}`, { began, ended, orderable: seen, left: seen });
  }
  if (!short) return letThrough();
  const { variantId, quantity: wanted } = short;
  throw notEnough({ variantId, wanted, available: orderable(variantId) }, channel);
}

/**
 * Runs the placing of a cart's order when it is its turn. Who had to wait is first told when what they want is gone by then:
 * conflict `stock.not_enough`. Throws unavailable `unavailable` when their turn does not come in time.
 */
export function takeTurns<T>(cart: Cart, place: () => Promise<T>): Promise<T> {
  const arrived = performance.now();
  return gate.through(async (waited) => {
    if (waited) await assertNotGone(cart, arrived);
    return place();
  });
}
