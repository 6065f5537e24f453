import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

function run(env: Record<string, string>) {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { NODE_ENV: "test", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  return { child, said };
}

test("says once that it is ready, answers, and stops when asked", async () => {
  const { child, said } = run({ SANDBOX_PORT: "0" });
  await expect
    .poll(() => said.out, { timeout: 10_000 })
    .toMatch(/^payment sandbox ready on http:\/\/127\.0\.0\.1:\d+\n$/);
  const url = said.out.trim().split(" ").at(-1);
  expect((await fetch(`${url}/_sandbox/health`)).status).toBe(200);
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect({ code, err: said.err }).toEqual({ code: 0, err: "" });
});

test.for([
  [{ SANDBOX_PORT: "70000" }, "SANDBOX_PORT is not a port"],
  [{ SANDBOX_WEBHOOK_URL: "http://localhost:1/" }, "SANDBOX_WEBHOOK_SECRET is missing"],
] as const)("a wrong environment is named: %j", async ([env, message]) => {
  const { child, said } = run(env);
  const [code] = await once(child, "exit");
  expect(code).toBe(1);
  await expect.poll(() => said.err).toContain(message);
});
