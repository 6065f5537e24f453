import { auditSearch } from "#server/flows/search/audit-search.ts";
import type { Job } from "./job.ts";

/** Holds samples of the search index against the catalogue, others every time, and repairs what is wrong. */
export const auditSearchJob: Job = {
  name: "audit-search",
  run: async (_, { log }) => {
    for (const { engine, drift, failure } of await auditSearch({ seed: new Date().toISOString() })) {
      const wrong = drift.missing.length + drift.stale.length + drift.extra.length;
      if (failure) log.warn({ engine, failure }, "the search index could not be audited");
      else if (wrong) log.warn({ engine, ...drift }, "the search index had drifted and was repaired");
    }
  },
};
