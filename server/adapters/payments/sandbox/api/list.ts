import type Stripe from "stripe";
import { missing } from "../wire-error.ts";

/** One of Stripe's lists: newest first, `limit` at a time, after the row `starting_after`. `rows` come oldest first. */
export function toList<T extends { id: string }>(
  rows: readonly T[],
  url: string,
  page: { limit?: number; starting_after?: string },
): Stripe.ApiList<T> {
  const newest = [...rows].reverse();
  const after = page.starting_after;
  const start = after ? newest.findIndex((row) => row.id === after) + 1 : 0;
  if (after && start === 0) throw missing("object", after, "starting_after");
  const limit = page.limit ?? 10;
  const data = newest.slice(start, start + limit);
  return { object: "list", data, has_more: newest.length > start + limit, url };
}
