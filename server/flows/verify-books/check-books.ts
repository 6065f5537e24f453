// Check the books and write down what was found (nightly and light jobs, "check now" of the back office, the CLI).
// Permission platform.check.run. Reads without locks, then adds rows to invariant_check; a violation is logged once.
import { db } from "#server/platform/db.ts";
import { recordVerdicts, type Verdict } from "#server/platform/invariant.ts";
import { log } from "#server/platform/log.ts";
import { verifyBooks } from "./verify-books.ts";

/** Checks every invariant, or only the light ones, and records the verdicts. */
export async function checkBooks(which: "light" | "full", now: Date = new Date()): Promise<Verdict[]> {
  const verdicts = await verifyBooks(which);
  await recordVerdicts(db(), verdicts, now);
  for (const { invariant, violations, details } of verdicts) {
    if (violations) log.error({ invariant, violations, details }, "the books do not hold");
  }
  return verdicts;
}
