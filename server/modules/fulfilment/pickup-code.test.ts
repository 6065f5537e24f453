import { beforeAll, describe, expect, it } from "vitest";
import { isPickupCode, pickupCode, readCode } from "./pickup-code.ts";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://u:p@localhost:5432/none";
});

describe("a pickup code", () => {
  it("is six signs that nobody takes for others, always the same for a delivery", () => {
    const codes = Array.from({ length: 500 }, (_, i) => pickupCode(`dlv_${i}`));
    for (const code of codes) expect(code).toMatch(/^[2-9ACDEFGHJKMNPQRTWXY]{6}$/);
    expect(new Set(codes).size).toBe(500);
    expect(pickupCode("dlv_1")).toBe(codes[1]);
  });

  it("is read as people type it, and matches its delivery alone", () => {
    const code = pickupCode("dlv_1");
    expect(readCode(` ${code.toLowerCase().slice(0, 3)} - ${code.slice(3)}\n`)).toBe(code);
    expect(isPickupCode("dlv_1", code.toLowerCase())).toBe(true);
    expect(isPickupCode("dlv_2", code)).toBe(false);
    for (const typed of ["", "dlv_1", code.slice(1), `${code}2`]) expect(isPickupCode("dlv_1", typed)).toBe(false);
  });
});
