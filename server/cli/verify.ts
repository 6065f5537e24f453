// npm run verify: checks every invariant of the books over the whole database (DATABASE_URL, else the embedded one) and
// writes the result where the back office and /proof show it. Sales may go on meanwhile.
import { parseArgs } from "node:util";
import { applyEnvironment } from "./launch-environment.ts";
import { withDatabase } from "./local-database.ts";
import { say, stopOnProblem } from "./terminal.ts";

const usage = `usage: npm run verify -- [--light] [--json]
  --light  only the checks that run every few minutes
  --json   the verdicts as JSON
Exit code 1 when an invariant is broken.`;

const { values } = parseArgs({
  options: {
    light: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) say(usage);
else {
  await stopOnProblem(() =>
    withDatabase(async (url) => {
      applyEnvironment({ DATABASE_URL: url });
      const { checkBooks } = await import("#server/flows/verify-books/check-books.ts");
      const { db } = await import("#server/platform/db.ts");
      try {
        const verdicts = await checkBooks(values.light ? "light" : "full");
        if (values.json) say(JSON.stringify(verdicts, null, 2));
        else {
          for (const { invariant, rows, violations, durationMs, details } of verdicts) {
            const result = violations ? `${violations} BROKEN` : "holds";
            say(
              `${invariant.padEnd(28)} ${String(rows).padStart(9)} rows ${String(durationMs).padStart(6)} ms  ${result}`,
            );
            for (const detail of details) say(`    ${JSON.stringify(detail)}`);
          }
        }
        if (verdicts.some((verdict) => verdict.violations > 0)) process.exitCode = 1;
      } finally {
        await db().$disconnect();
      }
    }),
  );
}
