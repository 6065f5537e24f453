import { z } from "zod";
import { inTx } from "#server/platform/tx.ts";
import type { Job } from "./job.ts";
import { subscribers } from "./subscribers.ts";

const payload = z.object({ eventIds: z.array(z.string()) });

/** Fans committed events out: one job per event and subscriber, keyed so that a repeated relay adds none twice. */
export const relay: Job = {
  name: "relay",
  run: async (input) => {
    const { eventIds } = payload.parse(input);
    await inTx(async (tx) => {
      const events = await tx.outboxEvent.findMany({ where: { id: { in: eventIds } }, orderBy: { seq: "asc" } });
      const jobs = events.flatMap((event) =>
        (subscribers[event.type] ?? []).map((task) => ({
          task,
          key: `${event.id}:${task}`,
          payload: { ...(event.payload as object), eventId: event.id, eventType: event.type },
        })),
      );
      if (jobs.length === 0) return;
      await tx.$executeRaw`
        SELECT graphile_worker.add_job(j.task, j.payload::json, job_key := j.key, max_attempts := 12)
        FROM jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) AS j(task text, key text, payload jsonb)`;
    });
  },
};
