import { z } from "zod";
import { rebuildSearch } from "#server/flows/search/rebuild-search.ts";
import type { Job } from "./job.ts";

const payload = z.object({ onlyEmpty: z.boolean().default(false) });

/** Builds the search index anew; with `onlyEmpty` (when a worker starts) only where there is none yet. */
export const rebuildSearchJob: Job = {
  name: "rebuild-search",
  run: async (input, { log }) => {
    const { onlyEmpty } = payload.parse(input ?? {});
    for (const built of await rebuildSearch({ onlyEmpty })) log.info(built, "search index rebuilt");
  },
};
