// npm test: everything that must hold, one step after the other, each to its end. `npm test -- unit e2e` runs
// only the named steps. The last line counts every test of every step.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser.ts";
import { buildIfChanged } from "./build.ts";
import { childEnvironment, root } from "./launch-environment.ts";
import { describeProblem, say, seconds } from "./terminal.ts";
import { type Count, readPlaywright, readVitest } from "./test-reports.ts";

type Step = { name: string; run: () => Promise<Count> };

const reports = path.join(root, "test-results", "reports");
const passed: Count = { passed: 1, failed: 0 };
const failed = (note?: string): Count => ({ passed: 0, failed: 1, note });

let running: ChildProcess | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    running?.kill(signal);
    setTimeout(() => process.exit(1), 25_000).unref();
    stopped = true;
  });
}
let stopped = false;

/** Runs a tool of node_modules or a script of ours, with its output shown; answers its exit code. */
function run(script: string, args: string[], env: Record<string, string | undefined> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: childEnvironment({ NEXT_TELEMETRY_DISABLED: "1", ...env }),
    });
    running = child;
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

const tool = (script: string, ...args: string[]) => run(path.join("node_modules", script), args);
const asCount = (code: number) => (code === 0 ? passed : failed(`exit code ${code}`));

/** A suite that could not be loaded, or a tool that ended badly with nothing failed, counts as a failure too. */
function settle(count: Count, code: number): Count {
  if (code !== 0 && count.failed === 0) return { ...count, failed: 1, note: `exit code ${code}` };
  return count;
}

async function vitest(project: string): Promise<Count> {
  const file = path.join(reports, `${project}.json`);
  fs.rmSync(file, { force: true });
  const code = await tool(
    "vitest/vitest.mjs",
    ...["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
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
      "  apt-get install chromium fonts-liberation   (Debian, Ubuntu)\n" +
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
  const code = await run("node_modules/@playwright/test/cli.js", ["test", "--reporter=list,json"], {
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

const steps: Step[] = [
  { name: "generate", run: async () => asCount(await tool("prisma/build/index.js", "generate")) },
  {
    name: "types",
    run: async () => {
      const routes = await tool("next/dist/bin/next", "typegen");
      return asCount(routes || (await tool("typescript/bin/tsc", "--noEmit")));
    },
  },
  { name: "lint", run: async () => asCount(await tool("@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ".")) },
  { name: "boundaries", run: async () => asCount(await run("server/cli/boundaries.ts", [])) },
  {
    name: "schema",
    run: async () => asCount(await run("server/cli/db.ts", ["check"], { DATABASE_URL: "", DATA_DIR: ".data/test" })),
  },
  { name: "unit", run: () => vitest("unit") },
  { name: "integration", run: () => vitest("integration") },
  { name: "build", run: build },
  // A whole shop of real processes, disturbed.
  { name: "faults", run: async () => (built ? vitest("faults") : failed("not run: no build")) },
  { name: "e2e", run: endToEnd },
];

async function main(wanted: string[]) {
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length) {
    console.error(`no such step: ${unknown.join(", ")}; there are ${steps.map((step) => step.name).join(", ")}`);
    process.exit(64);
  }
  fs.mkdirSync(reports, { recursive: true });
  const start = performance.now();
  const results: { name: string; count: Count; took: string }[] = [];
  const needsBuild = wanted.includes("e2e") || wanted.includes("faults");
  for (const step of steps) {
    if (stopped) break;
    if (wanted.length && !wanted.includes(step.name) && !(step.name === "build" && needsBuild)) continue;
    say(`\n── ${step.name} ${"─".repeat(60 - step.name.length)}`);
    const began = performance.now();
    const count = await step.run().catch((error: unknown): Count => {
      console.error(error);
      return failed("crashed");
    });
    // A step that tries nothing proves nothing.
    const honest = count.passed + count.failed === 0 ? { ...count, failed: 1, note: "nothing was tried" } : count;
    results.push({ name: step.name, count: honest, took: seconds(began) });
  }
  const broken = results.flatMap(({ name, count }) => (count.failures ?? []).map((failure) => ({ name, ...failure })));
  if (broken.length) say(`\n── failed ${"─".repeat(54)}`);
  for (const { name, test, why } of broken) say(`${name}: ${test}\n    ${why}`);
  say(`\n── summary ${"─".repeat(53)}`);
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
