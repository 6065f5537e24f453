import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "./launch-environment.ts";
import { readPlaywright, readVitest } from "./test-reports.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "comptoir-reports-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function written(report: unknown): string {
  const file = path.join(folder, `${Math.random()}.json`);
  fs.writeFileSync(file, JSON.stringify(report));
  return file;
}

describe("reports of the test runners", () => {
  test("no report is no result", () => {
    expect(readVitest(path.join(folder, "none"))).toBeUndefined();
    expect(readPlaywright(path.join(folder, "none"))).toBeUndefined();
  });

  test("Vitest: names each failure and counts a file that could not be loaded", () => {
    const count = readVitest(
      written({
        numPassedTests: 2,
        numFailedTests: 1,
        numPendingTests: 0,
        testResults: [
          {
            name: path.join(root, "server", "a.test.ts"),
            status: "failed",
            assertionResults: [
              { status: "passed", fullName: "a holds", failureMessages: [] },
              { status: "passed", fullName: "a wavers", failureMessages: ["Error: cut off"] },
              {
                status: "failed",
                fullName: "a falls",
                failureMessages: ["Error: expected 1\n\n  to be 2\n    at somewhere"],
              },
            ],
          },
          { name: path.join(root, "b.test.ts"), status: "failed", message: "Cannot find c", assertionResults: [] },
        ],
      }),
    );
    expect(count).toMatchObject({ passed: 2, failed: 2 });
    expect(count?.shaky).toEqual([{ test: `${path.join("server", "a.test.ts")} › a wavers`, why: "Error: cut off" }]);
    expect(count?.failures).toEqual([
      { test: `${path.join("server", "a.test.ts")} › a falls`, why: "Error: expected 1 · to be 2" },
      { test: "b.test.ts", why: "Cannot find c" },
    ]);
  });

  test("Playwright: finds failures in suites within suites", () => {
    const spec = (status: string) => ({
      title: "sells",
      file: "shop.spec.ts",
      line: 3,
      tests: [{ projectName: "mobile", status, results: [{ error: { message: "\u001b[31mtimed out\u001b[39m" } }] }],
    });
    const count = readPlaywright(
      written({
        stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
        errors: [],
        suites: [{ specs: [spec("expected")], suites: [{ specs: [spec("unexpected")] }] }],
      }),
    );
    expect(count).toMatchObject({ passed: 1, failed: 1 });
    expect(count?.failures).toEqual([{ test: "[mobile] shop.spec.ts:3 › sells", why: "timed out" }]);
  });

  test("Playwright: what passed only at the second try passed, and is named", () => {
    const results = [{ error: { message: "covered by a toast" } }, {}];
    const tests = [{ projectName: "desktop", status: "flaky", results }];
    const count = readPlaywright(
      written({
        stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 },
        errors: [],
        suites: [{ specs: [{ title: "sells", file: "shop.spec.ts", line: 3, tests }] }],
      }),
    );
    expect(count).toMatchObject({ passed: 2, failed: 0, failures: [] });
    expect(count?.shaky).toEqual([{ test: "[desktop] shop.spec.ts:3 › sells", why: "covered by a toast" }]);
  });
});
