import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { resetEnv } from "#server/platform/env.ts";
import { mayRefresh, nowAndAgain } from "./refresh-pages.ts";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@localhost/none");
  resetEnv();
});
afterAll(() => {
  vi.unstubAllEnvs();
  resetEnv();
});

it("lets only the house itself refresh pages", () => {
  const secret = "test-secret-of-thirty-two-characters";
  const token = (key: string) => createHmac("sha256", key).update("refresh-pages").digest("base64url");
  const allowed = (authorization?: string) => mayRefresh(new Headers(authorization ? { authorization } : {}));
  expect(allowed(`Bearer ${token(secret)}`)).toBe(true);
  expect(allowed(`Bearer ${token("another secret of thirty-two chars!!")}`)).toBe(false);
  expect(allowed("Bearer ")).toBe(false);
  expect(allowed(token(secret))).toBe(false);
  expect(allowed()).toBe(false);
});

it("refreshes now and again: what was being rendered then is dated later", async () => {
  vi.useFakeTimers();
  try {
    const run = vi.fn(async () => {});
    const refresh = nowAndAgain(run, [1_000, 5_000]);
    await refresh();
    expect(run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(900);
    await refresh();
    expect(run).toHaveBeenCalledTimes(2);
    // The later ones count from the last change, and are not doubled by the first.
    await vi.advanceTimersByTimeAsync(900);
    expect(run).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(run).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(run).toHaveBeenCalledTimes(4);
  } finally {
    vi.useRealTimers();
  }
});
