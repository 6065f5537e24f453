import type { Tx } from "#server/platform/db.ts";
import { lockName } from "#server/platform/lock-order.ts";

// The order of all locks is in platform/lock-order.ts.

/** Changes of administrators wait for each other, or two could each remove the other as the last one. */
export const lockAdmins = (tx: Tx): Promise<void> => lockName(tx, "admins");
