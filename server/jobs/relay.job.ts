import { z } from "zod";
import type { JobRequest } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { handOver, type Pending, planHandOver } from "./hand-over.ts";
import type { Job } from "./job.ts";

const payload = z.union([
  z.object({ eventIds: z.array(z.string()) }),
  z.object({ request: z.object({ task: z.string(), payload: z.record(z.string(), z.unknown()) }).loose() }),
]);

/** What the relay could not hand over with the others: tried again by itself, a dead letter when it stays impossible. */
export const relay: Job = {
  name: "relay",
  run: async (input) => {
    const given = payload.parse(input);
    await inTx(async (tx) => {
      const batch: Pending[] =
        "request" in given
          ? [{ seq: "", event: null, job: given.request as JobRequest }]
          : (await tx.outboxEvent.findMany({ where: { id: { in: given.eventIds } }, orderBy: { seq: "asc" } })).map(
              (event) => ({
                seq: String(event.seq),
                event: { ...event, payload: event.payload as Record<string, unknown> },
                job: null,
              }),
            );
      await handOver((sql, ...values) => tx.$executeRawUnsafe(sql, ...values), planHandOver(batch));
    });
  },
};
