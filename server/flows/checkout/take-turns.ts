// A rush on a few articles: buyers take turns at a gate, and those who come too late are told so without a transaction.
// No lock: what is said here is only a look, `reserve` decides. Why it is made like this: docs/adr/0019.
import { DomainError } from "#server/kernel/errors.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { type CartDemand, cartDemandsOf } from "#server/modules/sales/index.ts";
import { notEnough } from "#server/modules/stock/contract-display.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { Gate } from "#server/platform/gate.ts";
import { gatherReads } from "#server/platform/gather-reads.ts";
import { shareReads } from "#server/platform/share-reads.ts";

/** Connections stay free for everyone who only looks, and for opening payment pages. */
const gate = new Gate(() => Math.max(1, env().DATABASE_POOL - 2), 15_000);

type Cart = { tokenHash: string; channelCode: string; now: Date };

/** Read once for all who look at the same time. */
const channelNow = shareReads((code) => channelByCode(db(), code));

// What ran out, by channel and variant: since a buyer's transaction found too little, and with the last look at it. That look
// answers everyone who had asked before it and whose cart was seen open after it: a thousand losers, one look.
type Look = { began: number; ended: number; orderable: Quantity; channel: ChannelTerms };
const gone = new Map<string, Look | null>();
let goneAt = 0;
const mostGone = 1_000;
const forgetMs = 60_000;

function noteGone(error: unknown, { channelCode }: Cart): void {
  if (!(error instanceof DomainError) || error.code !== "stock.not_enough") return;
  if (gone.size >= mostGone) gone.clear();
  goneAt = performance.now();
  gone.set(`${channelCode} ${error.details.variantId}`, null);
}

/** Somebody in the queue, and what their cart held when it was last seen. */
type Buyer = Cart & { arrived: number; seen?: { began: number; demands: CartDemand[] } };
const queue = new Set<Buyer>();
const mostSeen = 250;

/** Sees a buyer's cart, and with it the carts of those who come next: they will need it in a moment. */
const see = gatherReads(async (buyers: Buyer[]) => {
  const began = performance.now();
  const all = [...new Set([...buyers, ...[...queue].slice(0, mostSeen)])];
  const demands = await cartDemandsOf(
    db(),
    all.map(({ tokenHash }) => tokenHash),
  );
  for (const buyer of all) buyer.seen = { began, demands: demands.get(buyer.tokenHash) ?? [] };
  return new Map(all.map((buyer) => [buyer, buyer.seen]));
});

async function assertNotGone(buyer: Buyer): Promise<void> {
  const { channelCode, arrived } = buyer;
  if (goneAt < performance.now() - forgetMs) gone.clear();
  const keyOf = ({ variantId }: CartDemand) => `${channelCode} ${variantId}`;
  // Mostly the cart was seen already; else a look at stock and then at the cart settles it. What changes faster than that is
  // for `reserve` to say.
  for (let tries = 0; gone.size > 0 && tries < 3; tries += 1) {
    const seen = buyer.seen ?? (await see(buyer));
    const wanted = (seen?.demands ?? []).filter((demand) => !demand.holds && gone.has(keyOf(demand)));
    if (!seen || wanted.length === 0) return;
    const looks = wanted.map((demand) => ({ demand, look: gone.get(keyOf(demand)) }));
    const short = looks.find(({ demand, look }) => look && look.began >= arrived && look.orderable < demand.quantity);
    if (short?.look && short.look.ended <= seen.began) throw tooLittle(short.demand, short.look);
    if (!short && (await isEnough(wanted, buyer))) return;
    // Seen before the look: an order of this very cart (a double click) may have taken the last piece.
    buyer.seen = undefined;
  }
}

/** Looks at stock for everyone who waits; true when these demands can be met. */
async function isEnough(wanted: readonly CartDemand[], { channelCode, now }: Cart): Promise<boolean> {
  const began = performance.now();
  const channel = await channelNow(channelCode);
  const sellable = await sellableOf(
    db(),
    wanted.map((demand) => demand.variantId),
    channel,
    now,
  );
  const ended = performance.now();
  let enough = true;
  for (const { variantId, quantity } of wanted) {
    const orderable = sellable.get(variantId)?.orderable ?? 0;
    if (orderable < quantity) gone.set(`${channelCode} ${variantId}`, { began, ended, orderable, channel });
    else gone.delete(`${channelCode} ${variantId}`);
    enough &&= orderable >= quantity;
  }
  return enough;
}

const tooLittle = ({ variantId, quantity: wanted }: CartDemand, { orderable: available, channel }: Look) =>
  notEnough({ variantId, wanted, available }, channel);

/**
 * Runs the placing of a cart's order when it is its turn. Who had to wait is first told when what they want is gone by then:
 * conflict `stock.not_enough`. Throws unavailable `unavailable` when their turn does not come in time.
 */
export function takeTurns<T>(cart: Cart, place: () => Promise<T>): Promise<T> {
  const buyer: Buyer = { ...cart, arrived: performance.now() };
  queue.add(buyer);
  const turn = gate.through(async (waited) => {
    if (waited) await assertNotGone(buyer);
    queue.delete(buyer);
    try {
      return await place();
    } catch (error) {
      noteGone(error, cart);
      throw error;
    }
  });
  return turn.finally(() => queue.delete(buyer));
}
