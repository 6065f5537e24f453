// What the drift auditor found lately, for the back office (platform.job.read). Reads only; one statement for each engine.
import { searchEngines } from "#server/adapters/search/registry.ts";
import type { SearchAudit } from "#server/modules/catalogue/audit-contract.ts";
import { latestAudits } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";

/** The looks of one day. */
const shown = 24;

/** The engines that answer now, each with its latest looks, the last one first. */
export const searchDrift = (): Promise<{ engine: string; audits: SearchAudit[] }[]> =>
  latestAudits(
    db(),
    searchEngines().map((engine) => engine.code),
    shown,
  );
