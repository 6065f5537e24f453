import type { Tx } from "#server/platform/db.ts";
import { lockName } from "#server/platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts.

/** The order of the home page's blocks changes one hand at a time. */
export const lockHomePage = (tx: Tx): Promise<void> => lockName(tx, "content", "home");

/** Slugs of articles, present and former, are given away one at a time: two tables keep one name each. */
export const lockSlugs = (tx: Tx): Promise<void> => lockName(tx, "content", "slugs");
