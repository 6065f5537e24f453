import type { Work } from "../work.ts";

/** As long as Stripe remembers: keys for a day, events for thirty. */
const [keyLife, eventLife] = [24 * 3600, 30 * 24 * 3600];

/** True while the answer to an idempotency key must be given again. */
export const isRemembered = (at: number, now: number): boolean => at > now - keyLife;

/** Drops what Stripe would no longer know. Rows come oldest first, so the first young one ends the search. */
export function forgetOld(work: Work): void {
  for (const event of work.tx.all("events")) {
    if (event.created > work.now - eventLife) break;
    work.tx.remove("events", event.id);
    work.tx.remove("deliveries", event.id);
  }
  for (const answer of work.tx.all("answers")) {
    if (isRemembered(answer.at, work.now)) break;
    work.tx.remove("answers", answer.key);
  }
}
