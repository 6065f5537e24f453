// What Vitest and Playwright report, as the one count and the list of failures that `npm test` closes with.
import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./launch-environment.ts";

export type Failure = { test: string; why: string };
export type Count = {
  passed: number;
  failed: number;
  skipped?: number;
  note?: string;
  failures?: Failure[];
  /** What passed only when it was tried again, and what went wrong at first. */
  shaky?: Failure[];
};

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
};

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    line: number;
    tests: { projectName: string; status: string; results: { error?: { message?: string } }[] }[];
  }[];
};
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
};

function read<T>(file: string): T | undefined {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as T) : undefined;
}

/** The first two lines that say something, within what a terminal shows. */
function shorten(message = "no message"): string {
  const lines = stripVTControlCharacters(message).split("\n");
  const telling = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith("at "));
  return telling.slice(0, 2).join(" · ").slice(0, 300);
}

/** Answers nothing when the run wrote no report. A file that could not be loaded counts as one failure. */
export function readVitest(file: string): Count | undefined {
  const report = read<VitestReport>(file);
  if (!report) return undefined;
  const failures: Failure[] = [];
  const shaky: Failure[] = [];
  let unloaded = 0;
  for (const suite of report.testResults) {
    const where = path.relative(root, suite.name);
    if (suite.status === "failed" && suite.assertionResults.length === 0) {
      unloaded++;
      failures.push({ test: where, why: shorten(suite.message) });
    }
    for (const test of suite.assertionResults) {
      const [message] = test.failureMessages ?? [];
      // What passed and still tells of a failure was tried again.
      const list = test.status === "failed" ? failures : test.status === "passed" && message ? shaky : undefined;
      list?.push({ test: `${where} › ${test.fullName}`, why: shorten(message) });
    }
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests,
    failures,
    shaky,
  };
}

/** Answers nothing when the run wrote no report. */
export function readPlaywright(file: string): Count | undefined {
  const report = read<PlaywrightReport>(file);
  if (!report) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = report.errors.map((error) => ({ test: "before any test", why: shorten(error.message) }));
  const shaky: Failure[] = [];
  const lists: Record<string, Failure[]> = { unexpected: failures, flaky: shaky };
  const walk = (suite: PlaywrightSuite): void => {
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests)
        lists[test.status]?.push({
          test: `[${test.projectName}] ${spec.file}:${spec.line} › ${spec.title}`,
          why: shorten(test.results.find((result) => result.error)?.error?.message),
        });
    suite.suites?.forEach(walk);
  };
  report.suites.forEach(walk);
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped, failures, shaky };
}
