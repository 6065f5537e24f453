// docs/bench/stock.md and its plot, written from what was measured and nothing else.
import fs from "node:fs";
import path from "node:path";
import { root } from "../launch-environment.ts";
import type { HotRow } from "./hot-row.ts";
import type { Machine } from "./machine.ts";
import { drawBars, type Group } from "./plot.ts";
import type { Row } from "./stock.ts";
import { figure, markdownTable } from "./table.ts";

const folder = path.join(root, "docs", "bench");

function ordersTable(rows: readonly Row[]): string {
  return markdownTable(
    [
      "wanted",
      "buyers at once",
      "orders/s",
      "own client/s",
      "share",
      "bare driver/s",
      "share",
      "won p50 ms",
      "p95",
      "p99",
      "lost p50 ms",
      "p95",
      "p99",
      "turned away",
    ],
    rows.map((row) => [
      row.name,
      row.buyers.toLocaleString("en"),
      ...[row.perSecond, row.clientPerSecond, row.clientRatio, row.limitPerSecond, row.ratio].map(figure),
      ...[row.winners.p50, row.winners.p95, row.winners.p99].map(figure),
      ...[row.losers.p50, row.losers.p95, row.losers.p99].map(figure),
      String(row.turnedAway),
    ]),
  );
}

const hotRowTable = (rows: readonly HotRow[]) =>
  markdownTable(
    ["how a piece is taken", "orders/s, enough for all", "rush over after ms", "losers p50 ms", "p95", "p99"],
    rows.map((row) => [
      row.name,
      ...[row.perSecond, row.rushMs, row.losers.p50, row.losers.p95, row.losers.p99].map(figure),
    ]),
  );

function groups(rows: readonly Row[]): Group[] {
  return [...Map.groupBy(rows, (row) => row.name)].map(([name, of]) => ({
    title: `${name}: orders a second`,
    bars: of.flatMap((row) => [
      {
        label: `${row.buyers.toLocaleString("en")} ${row.buyers === 1 ? "buyer" : "buyers"}`,
        value: row.perSecond,
        text: figure(row.perSecond),
        kind: "ours" as const,
      },
      { label: "own client", value: row.clientPerSecond, text: figure(row.clientPerSecond), kind: "limit" as const },
      { label: "bare driver", value: row.limitPerSecond, text: figure(row.limitPerSecond), kind: "limit" as const },
    ]),
  }));
}

const text = (
  machine: Machine,
  orders: readonly Row[],
  hot: readonly HotRow[],
  rounds: number,
) => `# Placing orders under load

\`npm run bench -- stock\` measured this and wrote this page. ${machine.date} UTC, commit ${machine.commit}, ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}, load average ${machine.load} before it began (more than 0: something else was using the machine, and absolute figures are worse for it; shares are taken in turns in one run).

![Orders a second beside the physical limit](stock.svg)

${ordersTable(orders)}

**What is measured.** Buyers with a filled basket call \`placeOrder\` in this process, all at the same moment: idempotency, prices, taxes, shipping, order, payment, stock, events, commit, and the opening of the payment page. The payment provider answers at once, because its network is not ours; the web server and the worker are not part of it. Times run from the call to the answer, waiting included; rates are the middle of ${rounds} ${rounds === 1 ? "run" : "runs"}. *Rush*: one buyer in ten can be served, the others are told that nothing is left. *Turned away*: told to come back (503 with Retry-After) because the queue was too long.

**The limit.** In turns with it, in the same process: one transaction of plain SQL that inserts the same rows (key, order, two lines, timeline, payment, events, reservation) and raises the level last. It reads nothing, checks nothing and knows no price, so no shop can reach it. It is taken twice: through the shop's own pool and client (*own client*: what is left is the work of the shop itself), and through a pool of the same size of the bare driver with prepared statements (*bare driver*: the difference between the two is what the client, Prisma, costs per statement).

The database is a PostgreSQL of its own, durable, with 60,000 articles. After the run every level is recomputed from the ledger, and each run must have sold exactly what there was.

## How a piece is taken

1,000 buyers on one article; only the taking differs, the rest is the minimal transaction above. What was decided from it: [ADR 0019](../adr/0019-hot-rows.md).

${hotRowTable(hot)}

## Again, elsewhere

\`\`\`
npm run bench -- stock          # writes this page and its plot, some minutes
npm run bench -- stock --quick  # prints only
\`\`\`
`;

/** Writes the page, the plot and the figures themselves; the files' paths. */
export function writeStockReport(
  machine: Machine,
  orders: readonly Row[],
  hot: readonly HotRow[],
  rounds: number,
): string[] {
  fs.mkdirSync(folder, { recursive: true });
  const files = {
    "stock.md": text(machine, orders, hot, rounds),
    "stock.svg": drawBars("Orders placed beside what plain SQL can do", groups(orders), {
      ours: "Comptoir, place order",
      limit: "plain SQL, the same rows",
    }),
    "stock.json": `${JSON.stringify({ machine, rounds, orders, hotRow: hot }, null, 2)}\n`,
  };
  return Object.entries(files).map(([name, content]) => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join("docs", "bench", name);
  });
}
