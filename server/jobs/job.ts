import type { Logger } from "pino";
import type { Db } from "#server/platform/db.ts";

export type JobContext = { db: Db; log: Logger; signal: AbortSignal };

/**
 * Something that happens by itself. Runs at least once: `run` must be safe to repeat. Throwing tries again later with a
 * growing pause; after the last try the job stays in the back office's list of dead letters.
 */
export type Job<Payload = unknown> = { name: string; run(payload: Payload, context: JobContext): Promise<void> };
