import type { Tx } from "#server/platform/db.ts";
import { lockName } from "#server/platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts.

/** Whoever tells those who wait for a variant does it alone, or two jobs would each give the same piece away. */
export const lockQueue = (tx: Tx, variantId: string): Promise<void> => lockName(tx, "alertQueue", variantId);
