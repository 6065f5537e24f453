// Verify the books: every invariant of the house over the whole database, from tests, jobs, the back office and the CLI.
// Reads only, one statement and one snapshot per invariant: no locks, safe while the shop sells.
import { accountingInvariants } from "#server/modules/accounting/index.ts";
import { fulfilmentInvariants } from "#server/modules/fulfilment/index.ts";
import { invoicingInvariants } from "#server/modules/invoicing/index.ts";
import { loyaltyInvariants } from "#server/modules/loyalty/index.ts";
import { paymentsInvariants } from "#server/modules/payments/index.ts";
import { pricingInvariants } from "#server/modules/pricing/index.ts";
import { reviewsInvariants } from "#server/modules/reviews/index.ts";
import { salesInvariants } from "#server/modules/sales/index.ts";
import { stockInvariants } from "#server/modules/stock/index.ts";
import { type Db, db } from "#server/platform/db.ts";
import { checkInvariant, type Invariant, type Verdict } from "#server/platform/invariant.ts";
import { platformInvariants } from "#server/platform/verify.ts";
import { bookInvariants } from "../keep-books/verify.ts";
import { acrossModules } from "./across-modules.ts";
import { eventInvariants } from "./facts-and-events.ts";

/** Every invariant, in the order in which they are shown. */
export const invariants: readonly Invariant[] = [
  ...stockInvariants,
  ...salesInvariants,
  ...pricingInvariants,
  ...paymentsInvariants,
  ...loyaltyInvariants,
  ...invoicingInvariants,
  ...accountingInvariants,
  ...bookInvariants,
  ...fulfilmentInvariants,
  ...reviewsInvariants,
  ...acrossModules,
  ...eventInvariants,
  ...platformInvariants,
];

/** Checks every invariant, or only the light ones; one after the other, so that shoppers keep their connections. */
export async function verifyBooks(which: "light" | "full" = "full", on: Db = db()): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const invariant of invariants) {
    if (which === "light" && invariant.cost !== "light") continue;
    verdicts.push(await checkInvariant(on, invariant));
  }
  return verdicts;
}
