import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { resetEnv } from "#server/platform/env.ts";
import { mayRefresh } from "./refresh-pages.ts";

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
