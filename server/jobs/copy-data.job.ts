import { z } from "zod";
import { makeDataCopy } from "#server/flows/privacy/copy-data.ts";
import type { Job } from "./job.ts";

const payload = z.object({ id: z.string() });

/** Makes the copy of their data that somebody asked for. */
export const copyDataJob: Job = {
  name: "copy-data",
  run: async (given) => makeDataCopy(payload.parse(given).id),
};
