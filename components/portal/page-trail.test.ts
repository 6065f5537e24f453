import { describe, expect, it } from "vitest";
import { encodeCursor } from "#server/kernel/page.ts";
import { readTrail } from "./page-trail.ts";

const param = (href: string) => new URL(href, "http://x").searchParams.get("page") ?? undefined;

describe("walking through keyset pages", () => {
  it("goes forward and back over the same cursors", () => {
    const [a, b] = [encodeCursor(["2026-11-21", "ord_1"]), encodeCursor(["é/+", 7])];
    const first = readTrail("/orders", undefined);
    expect(first).toMatchObject({ cursor: undefined, previous: null });
    const second = readTrail("/orders", param(first.hrefOfNext(a)));
    expect(second).toMatchObject({ cursor: a, previous: "/orders" });
    const third = readTrail("/orders", param(second.hrefOfNext(b)));
    expect(third.cursor).toBe(b);
    expect(param(third.previous ?? "")).toBe(a);
  });

  it("ignores what is no cursor", () => {
    expect(readTrail("/orders", "<script>.%%%")).toMatchObject({ cursor: undefined, previous: null });
    expect(readTrail("/orders", ["abc", "def"]).cursor).toBe("abc");
  });
});
