// docs/bench/api.md and its plot, written from what was measured and nothing else.
import fs from "node:fs";
import path from "node:path";
import { root } from "../launch-environment.ts";
import type { ApiBench, ApiRow } from "./api.ts";
import type { Machine } from "./machine.ts";
import { drawBars } from "./plot.ts";
import { figure, markdownTable } from "./table.ts";

const budget = (row: ApiRow): string => (row.budgetMs === null ? "–" : figure(row.budgetMs));
const kept = (row: ApiRow): string => (row.budgetMs === null ? "" : row.p95 <= row.budgetMs ? "kept" : "**not kept**");

export const apiTable = (rows: readonly ApiRow[]): string =>
  markdownTable(
    ["call", "statements", "p50 ms", "p95", "p99", "× one row", "p95 budget ms", ""],
    rows.map((row) => [
      row.name,
      String(row.statements),
      ...[row.p50, row.p95, row.p99, row.timesOneRow].map(figure),
      budget(row),
      kept(row),
    ]),
  );

const text = (machine: Machine, { size, oneRowMs, rebuild, rows }: ApiBench): string => `# The API in a large shop

\`npm run bench -- api\` measured this and wrote this page. ${machine.date} UTC, commit ${machine.commit}, ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}, load average ${machine.load} before it began (more than 0: something else was using the machine). ${size.products.toLocaleString("en")} products, ${size.orders.toLocaleString("en")} orders.

![p95 of each call beside its budget](api.svg)

${apiTable(rows)}

**What is measured.** Each procedure as the shop itself calls it (guard, input and output validation, statements), 200 times one after the other with changing inputs, nothing cached above the database but what the search engine keeps of answers while nothing changes; the pages of the storefront are cached and cost less. *× one row*: the middle call over the middle reading of one product by its key through the same client (${oneRowMs.toFixed(2)} ms here), which is what makes figures of two machines comparable. *Statements* reached PostgreSQL during one call, BEGIN and COMMIT included.

**The shop.** The demo shop copied until it is as large (\`server/cli/bench/multiply.ts\`): each category has thousands of products with options, features, prices and stock; one customer owns 5,000 orders.

**Building the search index while it serves.** ${rebuild.products.toLocaleString("en")} products in ${(rebuild.tookMs / 1000).toFixed(1)} s (${figure(rebuild.products / (rebuild.tookMs / 1000))} a second), swapped in at the end. Meanwhile one shopper searched without a pause: ${rebuild.searches.count.toLocaleString("en")} searches, p50 ${figure(rebuild.searches.p50)} ms, p95 ${figure(rebuild.searches.p95)} ms, ${rebuild.withoutHits} without a hit. Engine: PostgreSQL.

## Again, elsewhere

\`\`\`
npm run bench -- api            # writes this page and its plot, some minutes
npm run bench -- api --quick    # a smaller shop, prints only
\`\`\`
`;

const plot = (rows: readonly ApiRow[]): string =>
  drawBars(
    "p95 of a call, in milliseconds",
    rows
      .filter((row) => row.budgetMs !== null)
      .map((row) => ({
        title: row.name,
        bars: [
          { label: "measured", value: row.p95, text: figure(row.p95), kind: "ours" as const },
          { label: "budget", value: row.budgetMs ?? 0, text: figure(row.budgetMs ?? 0), kind: "limit" as const },
        ],
      })),
    { ours: "measured", limit: "budget" },
  );

/** Writes the page, the plot and the figures themselves; the files' paths. */
export function writeApiReport(machine: Machine, bench: ApiBench): string[] {
  const folder = path.join(root, "docs", "bench");
  fs.mkdirSync(folder, { recursive: true });
  const files = {
    "api.md": text(machine, bench),
    "api.svg": plot(bench.rows),
    "api.json": `${JSON.stringify({ machine, ...bench }, null, 2)}\n`,
  };
  return Object.entries(files).map(([name, content]) => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join("docs", "bench", name);
  });
}
