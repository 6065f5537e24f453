import { z } from "zod";
import { askForReconciliation, reconcile } from "#server/flows/reconcile/reconcile.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Job } from "./job.ts";

const payload = z.object({ runId: z.string(), since: z.coerce.date() });
const hour = 3_600_000;

async function begin(hours: number): Promise<void> {
  const now = new Date();
  try {
    await askForReconciliation(new Date(now.getTime() - hours * hour), bySystem, now);
  } catch (error) {
    // One is under way: it looks at the same.
    if (!(error instanceof DomainError) || error.code !== "payments.reconciliation_running") throw error;
  }
}

/** Carries a reconciliation out that somebody, or the clock, asked for. */
export const reconcileJob: Job = {
  name: "reconcile",
  run: async (input, { log }) => {
    const { runId, since } = payload.parse(input);
    const figures = await reconcile(runId, since, new Date());
    if (figures.repaired || figures.flagged || figures.failure) log.warn({ runId, ...figures }, "reconciled");
  },
};

/** Every five minutes: what was opened, or refunded, in the last two hours. */
export const reconcileRecent: Job = { name: "reconcile-recent", run: () => begin(2) };

/** Every night: as long as a card's hold lasts, and a day. */
export const reconcileLong: Job = { name: "reconcile-long", run: () => begin(8 * 24) };
