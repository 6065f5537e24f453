import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safePath } from "./contract.ts";

describe("line 18: the way back after signing in", () => {
  it("stays on this site", () => {
    expect(safePath("/fr/account/orders?x=1#top", "/")).toBe("/fr/account/orders?x=1#top");
    const bad = [
      "https://evil.test",
      "//evil.test",
      "/\\evil.test",
      "\\\\evil.test",
      "/\t/evil.test",
      "/\n/evil.test",
      " //evil.test",
      "javascript:alert(1)",
      "/.//evil.test",
      "/x/..//evil.test",
      "",
      null,
      undefined,
    ];
    for (const path of bad) expect(safePath(path, "/fr"), JSON.stringify(path)).toBe("/fr");
  });

  it("never resolves to another origin, whatever is thrown at it", () => {
    const piece = fc.constantFrom("/", "\\", ".", ":", "@", "evil.test", "http:", "\t", "%2f", "?", "#", "..", " ");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = safePath(pieces.join(""), "/fr");
        expect(new URL(path, "https://shop.test").origin).toBe("https://shop.test");
      }),
      { numRuns: 2000 },
    );
  });
});
