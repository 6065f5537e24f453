import { compare, decimal } from "#server/kernel/decimal.ts";
import { type PriceItem, priceQuote } from "./model.ts";

/** An entry of the price ledger: an item of a price list as it is from `changedAt` on. Without a price: it was taken away. */
export type PriceChange = Omit<PriceItem, "unitPrice"> & { unitPrice: string | null; changedAt: Date };

/** From `from` to the next step one unit costs this; null: not for sale. Announced: a shopper reads "reduced". */
type PriceStep = { from: number; price: string | null; announced: boolean };

/** Directive 98/6/EC art. 6a (2): not less than thirty days before the reduction. */
const window = 30 * 24 * 3_600_000;

/** The price of one unit through time, up to `end`. Changes of one instant count as one: the last of them. */
function priceSteps(changes: readonly PriceChange[], end: number): PriceStep[] {
  const ordered = [...changes].sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime());
  const instants = ordered.flatMap((c) => [c.changedAt, c.validFrom, c.validTo].flatMap((at) => at?.getTime() ?? []));
  const first = ordered[0]?.changedAt.getTime() ?? Number.POSITIVE_INFINITY;
  const items = new Map<string, PriceItem>();
  let next = 0;
  return [...new Set(instants)]
    .filter((at) => at >= first && at <= end)
    .sort((a, b) => a - b)
    .map((from) => {
      for (let change = ordered[next]; change && change.changedAt.getTime() <= from; change = ordered[++next]) {
        const { unitPrice } = change;
        if (unitPrice === null) items.delete(change.id);
        else items.set(change.id, { ...change, unitPrice });
      }
      const quote = priceQuote([...items.values()], 1, new Date(from));
      return { from, price: quote?.unitPrice ?? null, announced: quote ? quote.compareAt !== null : false };
    });
}

const below = (a: string, b: string): boolean => compare(decimal(a), decimal(b)) < 0;

/**
 * The price that a reduction announced at `now` must be compared with: the lowest price of one unit in the thirty days before
 * the reduction began (directive 98/6/EC art. 6a as amended by 2019/2161; Code de la consommation L112-1-1 I).
 * A reduction made deeper step by step began with its first step; a price that goes up again begins a new one. A product on
 * sale for less than thirty days has the days that it has. Null when no reduction is announced, when nothing was sold
 * in those days, and when the lowest price is not above the price of now: then nothing may be announced.
 * `changes` are the entries of one variant on one list, equal instants in the order written.
 */
export function lowestPriorPrice(changes: readonly PriceChange[], now: Date): string | null {
  // The clock of the database may be ahead of ours: what was written is in force.
  const end = Math.max(now.getTime(), ...changes.map((c) => c.changedAt.getTime()));
  const steps = priceSteps(changes, end);
  const current = steps.at(-1);
  if (!current?.announced || current.price === null) return null;
  let begin = steps.length - 1;
  for (; begin > 0; begin--) {
    const [before, after] = [steps[begin - 1], steps[begin]];
    if (!before?.announced || before.price === null || !after?.price || below(before.price, after.price)) break;
  }
  const start = steps[begin]?.from ?? end;
  let lowest: string | null = null;
  for (const [i, step] of steps.slice(0, begin).entries()) {
    const until = steps[i + 1]?.from ?? start;
    if (until <= start - window || step.price === null) continue;
    if (lowest === null || below(step.price, lowest)) lowest = step.price;
  }
  return lowest !== null && below(current.price, lowest) ? lowest : null;
}
