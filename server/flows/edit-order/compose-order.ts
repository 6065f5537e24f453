import { type Quantity, subtractQuantity } from "#server/kernel/quantity.ts";
import type { NewOrderLine, OrderTotals } from "#server/modules/sales/index.ts";
import { portionOf, withShippingShares } from "#server/modules/sales/index.ts";
import { computeTaxes } from "#server/modules/tax/index.ts";

/** What a line costs before tax is worked out: gross where prices include tax, net otherwise. After its discount. */
export type Base = { baseMinor: number; discountMinor: number };

/** A line as it will be, its taxes still to be worked out. */
export type DraftLine = Omit<NewOrderLine, "netMinor" | "taxMinor" | "grossMinor" | "discountMinor"> &
  Base & { before: number };

type OrderedLine = {
  quantity: Quantity;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
  discountMinor: number;
};

/** What the units that stay of an ordered line cost: the line less the frozen portion of those that go. */
export function keep(line: OrderedLine, quantity: Quantity, taxIncluded: boolean): Base {
  const gone = portionOf({ ...line, shippingShareMinor: 0 }, 0, subtractQuantity(line.quantity, quantity));
  return {
    baseMinor: taxIncluded ? line.grossMinor - gone.grossMinor : line.netMinor - gone.netMinor,
    discountMinor: line.discountMinor - gone.discountMinor,
  };
}

/**
 * Works out a whole order from its lines (shipping among them): taxes by the one rounding rule of the house, shares of the
 * shipping, totals. Lines sum to the totals by construction.
 */
export function composeOrder(drafts: readonly DraftLine[], terms: { taxIncluded: boolean; currency: string }) {
  const { taxIncluded, currency } = terms;
  const document = computeTaxes({
    lines: drafts.map(({ baseMinor, taxRate: rate }) =>
      taxIncluded ? { grossMinor: baseMinor, rate } : { netMinor: baseMinor, rate },
    ),
    taxIncluded,
    currency,
  });
  const taxed = drafts.map(({ baseMinor: _, ...line }, i) => ({
    ...line,
    ...(document.lines[i] ?? { netMinor: 0, taxMinor: 0, grossMinor: 0 }),
  }));
  const sum = (kind: string, pick: (draft: DraftLine) => number) =>
    drafts.reduce((total, draft) => total + (draft.kind === kind ? pick(draft) : 0), 0);
  const totals: OrderTotals = {
    itemsMinor: sum("product", (draft) => draft.baseMinor + draft.discountMinor),
    discountMinor: sum("product", (draft) => draft.discountMinor),
    shippingMinor: sum("shipping", (draft) => draft.baseMinor),
    netMinor: document.netMinor,
    taxMinor: document.taxMinor,
    totalMinor: document.totalMinor,
  };
  return { lines: withShippingShares(taxed, currency), totals };
}
