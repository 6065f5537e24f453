import { z } from "zod";
import { watchAuthorisations } from "#server/flows/capture-payment/watch-authorisations.ts";
import { sweepPayments } from "#server/flows/checkout/sweep-payments.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import type { Job } from "./job.ts";

// The clock starts one a minute; each asks for the next until the minute is over.
const payload = z.object({ left: z.number().int().min(0).max(2).default(2) }).catch({ left: 2 });
const pauseMs = 20_000;
/** What a worker that was away may have missed. */
const awayMs = 26 * 3_600_000;

let swept = false;

/** Three times a minute: payments whose message never came are settled all the same. */
export const sweepPaymentsJob: Job = {
  name: "sweep-payments",
  run: async (input, { log }) => {
    const { left } = payload.parse(input);
    const now = new Date();
    if (left > 0) {
      const runAt = new Date(now.getTime() + pauseMs);
      const key = `sweep-payments:${left - 1}`;
      await inTx((tx) => enqueue(tx, "sweep-payments", { left: left - 1 }, { key, runAt, maxAttempts: 1 }));
    }
    const { taken, again } = await sweepPayments(now, swept ? {} : { since: new Date(now.getTime() - awayMs) });
    swept = true;
    if (taken || again) log.warn({ taken, again }, "payments settled by the sweep");
    const warned = await watchAuthorisations(now);
    if (warned) log.warn({ warned }, "held money ends soon");
  },
};
