// docs/bench/live.md, written from what was measured and nothing else.
import fs from "node:fs";
import path from "node:path";
import { root } from "../launch-environment.ts";
import type { LiveRow } from "./live.ts";
import type { Machine } from "./machine.ts";
import { figure, markdownTable } from "./table.ts";

export const liveTable = (rows: readonly LiveRow[]): string =>
  markdownTable(
    ["open pages", "changes", "event p50 ms", "p95", "p99", "last page ms", "missed", "all open after ms"],
    rows.map((row) => [
      row.watchers.toLocaleString("en"),
      ...[row.changes, row.event.p50, row.event.p95, row.event.p99, row.lastPageMs].map(figure),
      String(row.missed),
      figure(row.openedMs),
    ]),
  );

const text = (machine: Machine, server: string, rows: readonly LiveRow[]) => `# Live stock

\`npm run bench -- live\` measured this and wrote this page. ${machine.date} UTC, commit ${machine.commit}, ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}, load average ${machine.load} before it began (more than 0: something else was using the machine). Server: ${server}.

${liveTable(rows)}

**What is measured.** Pages of one article, each with its own stream over HTTP (server-sent events, through the same door as a browser). A piece is taken out of stock and given back, over and over; from the moment the transaction has committed to the moment the event with the new count is at a page, over all pages and all changes. *Last page*: until the slowest page of a change had it, in the middle of all changes. Web server, worker, PostgreSQL and all pages share the machine.

**The way.** Commit → relay (looks every 20 to 50 ms, [ADR 0013](../adr/0013-relay.md)) → one NOTIFY → one statement in each web process → its open pages. The number of pages costs the database nothing.

## Again, elsewhere

\`\`\`
npm start                                   # or npm run dev, in another terminal
npm run bench -- live                       # writes this page
npm run bench -- live --quick               # prints only
\`\`\`
`;

/** Writes the page and the figures themselves; the files' paths. */
export function writeLiveReport(machine: Machine, server: string, rows: readonly LiveRow[]): string[] {
  const folder = path.join(root, "docs", "bench");
  fs.mkdirSync(folder, { recursive: true });
  const files = {
    "live.md": text(machine, server, rows),
    "live.json": `${JSON.stringify({ machine, server, rows }, null, 2)}\n`,
  };
  return Object.entries(files).map(([name, content]) => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join("docs", "bench", name);
  });
}
