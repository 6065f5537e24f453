// docs/bench/web.md, web.svg and web.json, written from what was measured and nothing else.
import fs from "node:fs";
import path from "node:path";
import { root } from "../launch-environment.ts";
import type { Machine } from "./machine.ts";
import { drawBars } from "./plot.ts";
import { figure, markdownTable } from "./table.ts";
import type { HandRow } from "./web-hand.ts";
import type { PageRow } from "./web-pages.ts";

/** What a page may cost (milliseconds and kilobytes on the wire). */
export const budgets = { performance: 95, lcp: 1_200, tbt: 50, cls: 0.01, scriptKb: 120, htmlKb: 40 } as const;

const kb = (bytes: number): number => bytes / 1_000;
const ms = (value: number): string => Math.round(value).toLocaleString("en");

export const pagesTable = (rows: readonly PageRow[]): string =>
  markdownTable(
    [
      "page",
      "performance",
      "accessibility",
      "practices",
      "SEO",
      "LCP ms",
      "LCP held back ms",
      "TBT ms",
      "CLS",
      "first JS kB",
      "all JS kB",
      "HTML kB",
      "other sites",
    ],
    rows.map(({ scores, ...row }) => [
      row.name,
      ...[scores.performance, scores.accessibility, scores.bestPractices, scores.seo].map(String),
      ms(row.lcp),
      ms(row.heldBackLcp),
      ms(row.tbt),
      row.cls.toFixed(3),
      kb(row.firstScriptBytes).toFixed(1),
      kb(row.scriptBytes).toFixed(1),
      kb(row.htmlBytes).toFixed(1),
      String(row.foreign.length),
    ]),
  );

export const handTable = (rows: readonly HandRow[]): string =>
  markdownTable(
    ["interaction", "p50 ms", "p95 ms", "budget ms"],
    rows.map((row) => [row.name, figure(row.answer.p50), figure(row.answer.p95), String(row.budgetMs)]),
  );

/** What was measured of one shop. */
export type ShopFigures = { name: string; pages: PageRow[]; hand: HandRow[]; disturbed: string[] };

/** Every budget that was missed, in words; empty when all were kept. */
export function missed({ pages, hand }: ShopFigures): string[] {
  const over = (name: string, value: number, most: number, unit: string) =>
    value > most ? [`${name}: ${figure(value)}${unit}, budget ${most}${unit}`] : [];
  return [
    ...pages.flatMap((row) => [
      ...(row.scores.performance < budgets.performance
        ? [`${row.name}, performance: ${row.scores.performance}, budget ${budgets.performance}`]
        : []),
      ...over(`${row.name}, LCP`, row.lcp, budgets.lcp, " ms"),
      ...over(`${row.name}, TBT`, row.tbt, budgets.tbt, " ms"),
      ...over(`${row.name}, CLS`, row.cls, budgets.cls, ""),
      ...over(`${row.name}, JavaScript`, kb(row.firstScriptBytes), budgets.scriptKb, " kB"),
      ...over(`${row.name}, HTML`, kb(row.htmlBytes), budgets.htmlKb, " kB"),
      ...row.foreign.map((origin) => `${row.name} asks ${origin}`),
      ...row.failed.map((audit) => `${row.name}, Lighthouse's ${audit}`),
    ]),
    ...hand.flatMap((row) => over(row.name, row.answer.p50, row.budgetMs, " ms")),
  ];
}

type Figures = { machine: Machine; server: string; rounds: number; shops: ShopFigures[] };

const section = (shop: ShopFigures): string => {
  const left = missed(shop);
  const names = shop.disturbed.join(", ");
  const disturbed = names && `The machine had other work throughout, so these say too much: ${names}.\n\n`;
  return `## ${shop.name}

${pagesTable(shop.pages)}

${handTable(shop.hand)}

${disturbed}${left.length === 0 ? "All budgets kept." : `**Not kept:**\n\n${left.map((line) => `- ${line}`).join("\n")}`}`;
};

const text = ({ machine, server, rounds, shops }: Figures) => `# Pages and interactions

\`npm run bench -- web\` measured this and wrote this page. ${machine.date} UTC, commit ${machine.commit}, ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}, load average ${machine.load} before it began (more than 0: something else was using the machine). Server: ${server}. Middle of ${rounds}.

![The largest paint of every page beside its budget](web.svg)

Budgets: performance ≥ ${budgets.performance}, LCP ≤ ${budgets.lcp} ms, TBT ≤ ${budgets.tbt} ms, CLS ≤ ${budgets.cls}, JavaScript ≤ ${budgets.scriptKb} kB and HTML ≤ ${budgets.htmlKb} kB on the wire, no other site.

${shops.map(section).join("\n\n")}

## How it is measured

**What is measured.** Lighthouse's mobile profile: a slow network and a processor four times slower, simulated from one real load in a fresh Chromium on this machine, once it has had nearly nothing to do for ten seconds. Of the largest paint that simulation makes a guess which supposes that it waits for the page's scripts. *LCP held back* is taken from a second load in which Chromium really holds network and processor back, by the figures that Lighthouse uses for it (1.4 Mbit/s, 562 ms a request). *First JS* is what the document itself asks for, most of it after its first paint ([ADR 0044](../adr/0044-first-paint.md)), *all JS* with what is fetched ahead for pages that links in sight lead to; these and *HTML* are bytes on the wire as the shop's own server sends them (gzip); a proxy with Brotli in front sends about a tenth less. Interactions are played without throttling in a window of 1,440 × 900: from the click to the frame that shows the answer, by the page's own clock, with the link or button hovered before, as a hand does. Results of a search are kept from search engines on purpose, which alone costs that page a third of its SEO score.

**What JavaScript there must be.** React and Next's own client are most of it ([ADR 0028](../adr/0028-late-api-client.md)): what the shop adds is the rest.

## Again, elsewhere

\`\`\`
npm start                                   # in another terminal: a production build
npm run bench -- web                        # writes this page
npm run bench -- web --quick                # the running shop only, one load each, prints only
\`\`\`

The large shop is the demo shop many times over, on a database and a server that the bench starts by itself.
`;

const plot = (shops: readonly ShopFigures[]): string =>
  drawBars(
    "Largest contentful paint on a phone, milliseconds",
    shops.flatMap(({ pages }, shop) =>
      pages.map((row) => ({
        title: shop === 0 ? row.name : `${row.name}, large shop`,
        bars: [
          { label: "measured", value: row.lcp, text: ms(row.lcp), kind: "ours" as const },
          { label: "budget", value: budgets.lcp, text: ms(budgets.lcp), kind: "limit" as const },
        ],
      })),
    ),
    { ours: "measured", limit: "budget" },
  );

/** Writes the page, its plot and the figures themselves; the files' paths. */
export function writeWebReport(figures: Figures): string[] {
  const folder = path.join(root, "docs", "bench");
  fs.mkdirSync(folder, { recursive: true });
  const files = {
    "web.md": text(figures),
    "web.svg": plot(figures.shops),
    "web.json": `${JSON.stringify(figures, null, 2)}\n`,
  };
  return Object.entries(files).map(([name, content]) => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join("docs", "bench", name);
  });
}
