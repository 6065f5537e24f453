import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRendition, renditionKey, renditionWidths, srcSetOf } from "./renditions.ts";

const key = "products/chair.3f2a91.webp";

describe("renditions", () => {
  it("goes up to the original's width and never beyond", () => {
    expect(renditionWidths(key, 800)).toEqual([160, 320, 400, 512, 640, 800]);
    expect(renditionWidths(key, 640)).toEqual([160, 320, 400, 512, 640]);
    expect(renditionWidths(key, 5000)).toEqual([160, 320, 400, 512, 640, 960, 1280, 1600]);
    expect(renditionWidths(key, 90)).toEqual([90]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (width) => {
        const widths = renditionWidths(key, width);
        expect(Math.max(...widths)).toBeLessThanOrEqual(width);
        expect([...widths].sort((a, b) => a - b)).toEqual(widths);
        expect(new Set(widths).size).toBe(widths.length);
      }),
    );
  });

  it.each([
    [key, null],
    ["products/spin.3f2a91.gif", 800],
    ["products/logo.3f2a91.svg", 800],
    ["products/chair.3f2a91.webp.640.avif", 640],
  ])("leaves %s of width %s as it is", (of, width) => expect(renditionWidths(of, width)).toEqual([]));

  it("names them so that the name tells what it is of", () => {
    expect(parseRendition(renditionKey(key, 640, "avif"))).toEqual({ original: key, width: 640, format: "avif" });
    expect(srcSetOf(key, [160, 320], "webp")).toBe(`/media/${key}.160.webp 160w, /media/${key}.320.webp 320w`);
  });

  it.each([key, `${key}.0640.avif`, `${key}.640.png`, `${key}.99999.avif`, `${key}.-1.avif`, "a.svg.640.avif", ""])(
    "sees no rendition in %j",
    (other) => expect(parseRendition(other)).toBeUndefined(),
  );
});
