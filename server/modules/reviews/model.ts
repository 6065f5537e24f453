import type { Transitions } from "#server/kernel/state-machine.ts";
import type { ReviewStatus } from "./contract-kinds.ts";

/** What becomes of a review. `edit` is its writer's: somebody reads it again. */
export const reviewTransitions: Transitions<ReviewStatus, "publish" | "reject" | "edit"> = {
  pending: { publish: "published", reject: "rejected", edit: "pending" },
  published: { reject: "rejected", edit: "pending", publish: "published" },
  rejected: { publish: "published", edit: "pending" },
};

/** "Camille Aubert" → "Camille A.": what a writer is called unless they choose otherwise. Empty for no name. */
export function suggestedName(recipient: string): string {
  const [first = "", ...rest] = recipient
    .replaceAll(/[^\p{L}\p{M} .'’-]/gu, "")
    .split(/\s+/)
    .filter(Boolean);
  const initial = [...(rest.at(-1) ?? "")][0];
  return initial ? `${first} ${initial.toLocaleUpperCase()}.` : first;
}

/** How often each number of stars was given, the least first; in sum and in count. */
export function ratingOf(byStars: readonly number[]): { count: number; sum: number; byStars: number[] } {
  return {
    count: byStars.reduce((all, n) => all + n, 0),
    sum: byStars.reduce((all, n, i) => all + n * (i + 1), 0),
    byStars: [...byStars],
  };
}
