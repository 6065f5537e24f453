import { searchEngines } from "#server/adapters/search/registry.ts";
import type { Job } from "./job.ts";

/** Synonyms changed: every engine searches with the present ones. */
export const refreshSearchJob: Job = {
  name: "refresh-search",
  run: async () => {
    for (const engine of searchEngines()) await engine.refreshSettings();
  },
};
