import { describe, expect, it } from "vitest";
import { hashPassword, isOutdated, verifyPassword } from "./password.ts";

describe("passwords", () => {
  it("match only themselves, and the same twice is stored differently", async () => {
    const [a, b] = await Promise.all([hashPassword("correct horse battery"), hashPassword("correct horse battery")]);
    expect(a).toMatch(/^s1\$15\$8\$3\$/);
    expect(a).not.toBe(b);
    expect(await verifyPassword("correct horse battery", a)).toBe(true);
    expect(await verifyPassword("correct horse batterz", a)).toBe(false);
  });

  it("are the same however the keyboard composes an accent", async () => {
    const stored = await hashPassword("caf\u00e9 cr\u00e8me");
    expect(await verifyPassword("cafe\u0301 cre\u0300me", stored)).toBe(true);
  });

  it("never match nothing, an empty or a malformed hash", async () => {
    for (const stored of [null, undefined, "", "s1$15$8$3$AA$AA", "s1$40$8$3$AAAA$AAAA", "plain"]) {
      expect(await verifyPassword("x", stored).catch(() => "threw"), String(stored)).not.toBe(true);
    }
    // the stand-in's own bytes are no way in
    expect(await verifyPassword("", null)).toBe(false);
  });

  it("know when they were made with another cost", async () => {
    expect(isOutdated(await hashPassword("x"))).toBe(false);
    expect(isOutdated("s1$14$8$1$AAAA$AAAA")).toBe(true);
  });
});
