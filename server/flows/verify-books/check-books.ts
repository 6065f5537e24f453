// Check the books and write down what was found (nightly and light jobs, "check now" of the back office, the CLI).
// Permission platform.check.run. Reads without locks, then adds rows to invariant_check; a violation is logged.
import { audit, type By } from "#server/platform/audit.ts";
import { recordVerdicts, type Verdict } from "#server/platform/invariant.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { verifyBooks } from "./verify-books.ts";

/** Checks every invariant, or only the light ones, and records the verdicts; a person's check is audited. */
export async function checkBooks(which: "light" | "full", options: { by?: By; now?: Date } = {}): Promise<Verdict[]> {
  const verdicts = await verifyBooks(which);
  const now = options.now ?? new Date();
  await inTx(async (tx) => {
    await recordVerdicts(tx, verdicts, now);
    if (!options.by) return;
    const broken = verdicts.filter((verdict) => verdict.violations > 0).map((verdict) => verdict.invariant);
    await audit(tx, options.by, "platform.books_checked", { type: "check", id: which }, { broken });
  });
  for (const { invariant, violations, details } of verdicts) {
    if (violations) log.error({ invariant, violations, details }, "the books do not hold");
  }
  return verdicts;
}
