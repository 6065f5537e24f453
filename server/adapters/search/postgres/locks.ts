import type { Tx } from "../../../platform/db.ts";
import { lockRows } from "../../../platform/lock-order.ts";
import { indexCode } from "./write.ts";

// The order of all locks is in platform/lock-order.ts.

/**
 * The live build, for this transaction alone to write to: it is not swapped away meanwhile, and revisions are given in the
 * order of commits.
 */
export async function lockLiveBuild(tx: Tx): Promise<string> {
  const [row] = await lockRows<{ id: string; active: string }>(tx, "searchIndex")`
    SELECT code AS id, active FROM search_index WHERE code = ${indexCode} FOR UPDATE`;
  if (!row) throw new Error("search_index has no row for products");
  return row.active;
}

/** The build that another one is about to replace: waits for whoever still writes to it. */
export async function lockSwap(tx: Tx): Promise<string | undefined> {
  const [row] = await lockRows<{ id: string; active: string }>(tx, "searchIndex")`
    SELECT code AS id, active FROM search_index WHERE code = ${indexCode} FOR UPDATE`;
  return row?.active;
}
