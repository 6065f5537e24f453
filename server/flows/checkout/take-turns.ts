// A rush on a few articles: buyers take turns at a gate, and those who come too late are told so without a transaction.
// No lock: what is said here is only a look, `reserve` decides. Why it is made like this: docs/adr/0019.
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { cartDemands } from "#server/modules/sales/index.ts";
import { notEnough } from "#server/modules/stock/contract-display.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { Gate } from "#server/platform/gate.ts";

/** Connections stay free for everyone who only looks, and for opening payment pages. */
const gate = new Gate(() => Math.max(1, env().DATABASE_POOL - 2), 15_000);

async function assertNotGone(tokenHash: string, channel: ChannelTerms, now: Date): Promise<void> {
  const demands = await cartDemands(db(), tokenHash);
  const [first] = demands;
  if (!first) return;
  const variantIds = demands.map((demand) => demand.variantId);
  const sellable = await sellableOf(db(), variantIds, channel, now, { cartId: first.cartId });
  const orderable = (variantId: string) => sellable.get(variantId)?.orderable ?? 0;
  const short = demands.find((demand) => orderable(demand.variantId) < demand.quantity);
  if (!short) return;
  // A double click: the first one took the last piece, for this very cart.
  if ((await cartDemands(db(), tokenHash)).length === 0) return;
  const { variantId, quantity: wanted } = short;
  throw notEnough({ variantId, wanted, available: orderable(variantId) }, channel);
}

/**
 * Runs the placing of a cart's order when it is its turn. Who had to wait is first told when what they want is gone by then:
 * conflict `stock.not_enough`. Throws unavailable `unavailable` when their turn does not come in time.
 */
export function takeTurns<T>(
  cart: { tokenHash: string; channel: ChannelTerms; now: Date },
  place: () => Promise<T>,
): Promise<T> {
  return gate.through(async (waited) => {
    if (waited) await assertNotGone(cart.tokenHash, cart.channel, cart.now);
    return place();
  });
}
