// npm test: everything that must hold, each step to its end. `npm test -- unit e2e` runs only the named steps. What waits
// more than it works (faults) runs beside what reads no build; its output comes in one piece when it has ended. The last
// line counts every test of every step.
import { AsyncLocalStorage } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser.ts";
import { buildIfChanged } from "./build.ts";
import { childEnvironment, root } from "./launch-environment.ts";
import { describeProblem, say, seconds } from "./terminal.ts";
import { type Count, readPlaywright, readVitest } from "./test-reports.ts";

type Step = { name: string; run: () => Promise<Count> };
type Result = { name: string; count: Count; took: string };

const reports = path.join(root, "test-results", "reports");
const passed: Count = { passed: 1, failed: 0 };
const failed = (note?: string): Count => ({ passed: 0, failed: 1, note });

const running = new Set<ChildProcess>();
/** Where a step beside the others keeps what its tools say. */
const aside = new AsyncLocalStorage<Buffer[]>();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    setTimeout(() => process.exit(1), 25_000).unref();
    stopped = true;
  });
}
let stopped = false;

/** Runs a tool of node_modules or a script of ours, with its output shown or kept aside; answers its exit code. */
function run(script: string, args: string[], env: Record<string, string | undefined> = {}): Promise<number> {
  return new Promise((resolve) => {
    const kept = aside.getStore();
    const out = kept ? "pipe" : "inherit";
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ["ignore", out, out],
      env: childEnvironment({ NEXT_TELEMETRY_DISABLED: "1", ...env }),
    });
    running.add(child);
    child.stdout?.on("data", (chunk: Buffer) => kept?.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => kept?.push(chunk));
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (code) => {
      running.delete(child);
      const end = () => resolve(code ?? 1);
      child.once("close", end);
      // Somebody it started and left behind may hold its output open.
      setTimeout(end, 5_000);
    });
  });
}

const tool = (script: string, ...args: string[]) => run(path.join("node_modules", script), args);
const asCount = (code: number) => (code === 0 ? passed : failed(`exit code ${code}`));

/** A suite that could not be loaded, or a tool that ended badly with nothing failed, counts as a failure too. */
function settle(count: Count, code: number): Count {
  if (code !== 0 && count.failed === 0) return { ...count, failed: 1, note: `exit code ${code}` };
  return count;
}

/** `tries`: what waits for other processes may be late on a busy machine; what passes only then is named. */
async function vitest(project: string, tries = 1): Promise<Count> {
  const file = path.join(reports, `${project}.json`);
  fs.rmSync(file, { force: true });
  const code = await tool(
    "vitest/vitest.mjs",
    ...[
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      `--retry=${tries - 1}`,
    ],
  );
  const count = readVitest(file);
  return count ? settle(count, code) : failed("no report");
}

async function prepareBrowser(): Promise<boolean> {
  if (findBrowser()) return true;
  say("No Chromium on this machine; trying to install Playwright's own …");
  if ((await tool("@playwright/test/cli.js", "install", "chromium")) === 0 && findBrowser()) return true;
  console.error(
    "No browser for the end-to-end tests. Any one of these helps:\n" +
      "  npx playwright install --with-deps chromium\n" +
      "  apt-get install chromium-headless-shell fonts-liberation   (Debian)\n" +
      "  CHROMIUM_PATH=/path/to/chrome npm test",
  );
  return false;
}

let built = false;
async function endToEnd(): Promise<Count> {
  if (!built) return failed("not run: no build");
  if (!(await prepareBrowser())) return failed("no browser");
  const file = path.join(reports, "e2e.json");
  fs.rmSync(file, { force: true });
  // A browser on a busy machine is sometimes the one that fails. What passes at the second try is named where the run closes:
  // its cause is to be found, but it alone is no reason to refuse a change.
  const code = await run("node_modules/@playwright/test/cli.js", ["test", "--retries=1", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    CI: "1",
  });
  const count = readPlaywright(file);
  return count ? settle(count, code) : failed("no report");
}

async function build(): Promise<Count> {
  try {
    await buildIfChanged();
    built = true;
    return passed;
  } catch (error) {
    console.error(describeProblem(error));
    return failed();
  }
}

/** One after the other: what all others need. The types come before the build, which writes to the same folder. */
const first: Step[] = [
  { name: "generate", run: async () => asCount(await tool("prisma/build/index.js", "generate")) },
  {
    name: "types",
    run: async () => {
      const routes = await tool("next/dist/bin/next", "typegen");
      return asCount(routes || (await tool("typescript/bin/tsc", "--noEmit")));
    },
  },
];

/** What reads the source and a database of its own. */
const checks: Step[] = [
  { name: "lint", run: async () => asCount(await tool("@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ".")) },
  { name: "boundaries", run: async () => asCount(await run("server/cli/boundaries.ts", [])) },
  {
    name: "schema",
    run: async () => asCount(await run("server/cli/db.ts", ["check"], { DATABASE_URL: "", DATA_DIR: ".data/test" })),
  },
  { name: "unit", run: () => vitest("unit") },
  { name: "integration", run: () => vitest("integration", 2) },
];

/** Beside the checks, one after the other. */
const besides: Step[] = [
  { name: "build", run: build },
  // A whole shop of real processes, disturbed.
  { name: "faults", run: async () => (built ? vitest("faults", 2) : failed("not run: no build")) },
];

/** Alone: two browsers and a shop fill the machine. */
const last: Step[] = [{ name: "e2e", run: endToEnd }];

const steps = [...first, ...checks, ...besides, ...last];

const title = (name: string) => `\n── ${name} ${"─".repeat(60 - name.length)}`;

/** Runs steps to their ends, each whatever became of the one before. */
async function runAll(wanted: readonly Step[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const step of wanted) {
    if (stopped) break;
    const kept = aside.getStore();
    if (!kept) say(title(step.name));
    const began = performance.now();
    const count = await step.run().catch((error: unknown): Count => {
      console.error(error);
      return failed("crashed");
    });
    if (kept) say(`${title(step.name)}\n${Buffer.concat(kept.splice(0)).toString()}`);
    // A step that tries nothing proves nothing.
    const honest = count.passed + count.failed === 0 ? { ...count, failed: 1, note: "nothing was tried" } : count;
    results.push({ name: step.name, count: honest, took: seconds(began) });
  }
  return results;
}

async function main(wanted: string[]) {
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length) {
    console.error(`no such step: ${unknown.join(", ")}; there are ${steps.map((step) => step.name).join(", ")}`);
    process.exit(64);
  }
  fs.mkdirSync(reports, { recursive: true });
  const start = performance.now();
  const needsBuild = wanted.includes("e2e") || wanted.includes("faults");
  const isWanted = ({ name }: Step) => wanted.length === 0 || wanted.includes(name) || (name === "build" && needsBuild);
  const results = await runAll(first.filter(isWanted));
  const [checked, disturbed] = await Promise.all([
    runAll(checks.filter(isWanted)),
    aside.run([], () => runAll(besides.filter(isWanted))),
  ]);
  results.push(...checked, ...disturbed, ...(await runAll(last.filter(isWanted))));
  const tell = (heading: string, which: "failures" | "shaky") => {
    const found = results.flatMap(({ name, count }) => (count[which] ?? []).map((failure) => ({ name, ...failure })));
    if (found.length) say(title(heading));
    for (const { name, test, why } of found) say(`${name}: ${test}\n    ${why}`);
  };
  tell("only at the second try", "shaky");
  tell("failed", "failures");
  say(title("summary"));
  for (const { name, count, took } of results) {
    const mark = count.failed ? "✗" : "✓";
    const skipped = count.skipped ? `, ${count.skipped} skipped` : "";
    const note = count.note ? `  (${count.note})` : "";
    say(
      `${mark} ${name.padEnd(12)} ${String(count.passed).padStart(5)} passed ${String(count.failed).padStart(4)} failed${skipped} ${took.padStart(9)}${note}`,
    );
  }
  const sum = (of: "passed" | "failed") => results.reduce((total, { count }) => total + count[of], 0);
  say(`  total ${seconds(start)}${stopped ? " (stopped)" : ""}`);
  say(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(sum("failed") || stopped ? 1 : 0);
}

await main(process.argv.slice(2));
