// Pages as a phone loads them: Lighthouse in a Chromium of its own, mobile profile (a slow fourth-generation network and a
// processor four times slower, both simulated), every page several times in a fresh profile.
import http from "node:http";
import net from "node:net";
import { gunzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import lighthouse, { type Flags } from "lighthouse";
import { findBrowser } from "../browser.ts";
import { StartProblem } from "../start-problem.ts";
import { median } from "./statistics.ts";

export type WebPage = {
  name: string;
  path: string;
  /** Kept from search engines on purpose. */
  unlisted?: true;
};

export type PageRow = WebPage & {
  /** 0 to 100: performance, accessibility, best practices, search engines. */
  scores: { performance: number; accessibility: number; bestPractices: number; seo: number };
  /** What accessibility, practices and search engines asked for in vain, by Lighthouse's names. */
  failed: string[];
  /** Milliseconds. */
  lcp: number;
  /** The same where network and processor were really held back, not computed from a load that was not. */
  heldBackLcp: number;
  tbt: number;
  cls: number;
  /** On the wire, compressed: what the document itself asks for, before anything is shown to work. */
  firstScriptBytes: number;
  /** The same with what is fetched ahead for the pages that links in sight lead to. */
  scriptBytes: number;
  htmlBytes: number;
  /** Other sites that were asked for anything. */
  foreign: string[];
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Where a Chromium is, for Playwright's `launch`. Throws StartProblem when there is none. */
export function browserOptions(): { executablePath?: string; chromiumSandbox: boolean } {
  const browser = findBrowser();
  if (!browser) throw new StartProblem("No Chromium here: set CHROMIUM_PATH.");
  return {
    chromiumSandbox: process.getuid?.() !== 0,
    ...(browser.kind === "system" && { executablePath: browser.path }),
  };
}

/** Bytes of an address as they travel. */
const wireBytes = (url: string) =>
  new Promise<{ bytes: number; text: string }>((resolve, reject) => {
    const request = http.get(url, { headers: { "accept-encoding": "gzip", accept: "*/*" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        const plain = response.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
        resolve({ bytes: body.length, text: plain.toString("utf8") });
      });
    });
    request.on("error", reject);
  });

/** Scripts that a page's document names: in tags, and in the list it fetches after its first paint (late-scripts.mjs). */
async function firstScripts(url: string, page: WebPage): Promise<number> {
  const { text } = await wireBytes(`${url}${page.path}`);
  // Those for browsers without modules are never fetched.
  const tags = [...text.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const late = [...text.matchAll(/\["(\/_next\/static\/[^"]+\.js)","[^"]*"\]/g)];
  const sources = new Set([...tags, ...late].map(([, src = ""]) => new URL(src, url).href));
  if (sources.size === 0) throw new StartProblem(`${page.path} names no scripts`);
  const sizes = await Promise.all([...sources].map(async (src) => (await wireBytes(src)).bytes));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

type Request = { url: string; resourceType?: string; transferSize?: number; priority?: string };

/** One load in a Chromium of its own. */
async function visit(url: string, page: WebPage, settings?: Flags) {
  const port = await freePort();
  const args = [`--remote-debugging-port=${port}`, "--disable-dev-shm-usage", "--disable-extensions"];
  const browser = await chromium.launch({ ...browserOptions(), args });
  try {
    const run = await lighthouse(`${url}${page.path}`, { port, output: "json", logLevel: "error", ...settings });
    const result = run?.lhr;
    if (!result || result.runtimeError)
      throw new StartProblem(`Lighthouse could not load ${page.path}: ${result?.runtimeError?.message ?? "no result"}`);
    return result;
  } finally {
    await browser.close();
  }
}

async function loadOnce(url: string, page: WebPage): Promise<PageRow> {
  const result = await visit(url, page);
  const heldBack = await visit(url, page, { throttlingMethod: "devtools", onlyCategories: ["performance"] });
  const figureOf = ({ audits }: typeof result, audit: string) => audits[audit]?.numericValue ?? Number.NaN;
  const score = (category: string) => Math.round((result.categories[category]?.score ?? 0) * 100);
  const details = result.audits["network-requests"]?.details as unknown as { items: Request[] } | undefined;
  const requests = details?.items ?? [];
  const bytes = (type: string) =>
    requests.filter((r) => r.resourceType === type).reduce((sum, r) => sum + (r.transferSize ?? 0), 0);
  const origins = new Set(
    requests.map((r) => new URL(r.url)).flatMap((u) => (/^http/.test(u.protocol) ? u.origin : [])),
  );
  origins.delete(new URL(url).origin);
  const failed = ["accessibility", "best-practices", "seo"]
    .flatMap((category) => result.categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 1)
    .filter(({ id }) => !(page.unlisted && id === "is-crawlable"));
  return {
    ...page,
    failed: failed.map(({ id }) => id),
    scores: {
      performance: score("performance"),
      accessibility: score("accessibility"),
      bestPractices: score("best-practices"),
      seo: score("seo"),
    },
    lcp: figureOf(result, "largest-contentful-paint"),
    heldBackLcp: figureOf(heldBack, "largest-contentful-paint"),
    tbt: figureOf(result, "total-blocking-time"),
    cls: figureOf(result, "cumulative-layout-shift"),
    firstScriptBytes: await firstScripts(url, page),
    scriptBytes: bytes("Script"),
    htmlBytes: bytes("Document"),
    foreign: [...origins],
  };
}

/** A page as most of `rounds` loads show it: the middle of every figure, every foreign site of any load. */
export async function benchPage(url: string, page: WebPage, rounds: number): Promise<PageRow> {
  const rows: PageRow[] = [];
  for (let i = 0; i < rounds; i++) rows.push(await loadOnce(url, page));
  const middle = (of: (row: PageRow) => number) => median(rows.map(of));
  return {
    ...page,
    failed: [...new Set(rows.flatMap((r) => r.failed))],
    scores: {
      performance: middle((r) => r.scores.performance),
      accessibility: middle((r) => r.scores.accessibility),
      bestPractices: middle((r) => r.scores.bestPractices),
      seo: middle((r) => r.scores.seo),
    },
    lcp: middle((r) => r.lcp),
    heldBackLcp: middle((r) => r.heldBackLcp),
    tbt: middle((r) => r.tbt),
    cls: middle((r) => r.cls),
    firstScriptBytes: middle((r) => r.firstScriptBytes),
    scriptBytes: middle((r) => r.scriptBytes),
    htmlBytes: middle((r) => r.htmlBytes),
    foreign: [...new Set(rows.flatMap((r) => r.foreign))],
  };
}
