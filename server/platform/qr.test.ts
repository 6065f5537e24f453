import fc from "fast-check";
import { decodeQR } from "qr/decode.js";
import { describe, expect, it } from "vitest";
import { drawQr, type QrDrawing } from "./qr.ts";

/** What a camera sees of the drawing: some pixels for each of its units, black on white. */
function photograph({ size, path }: QrDrawing, scale = 4) {
  const side = size * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const from = (row * side + Number(x) * scale) * 4;
      for (let at = from; at < from + Number(width) * scale * 4; at += 4) data.fill(0, at, at + 3);
    }
  }
  return { width: side, height: side, data };
}
const read = (text: string) => decodeQR(photograph(drawQr(text)), { timeLimit: 5_000 });

describe("a QR code", () => {
  it("is read back as what it says", () => {
    const uri =
      "otpauth://totp/Maison%20Comptoir:a%2Bb%40example.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Maison%20Comptoir&algorithm=SHA1&digits=6&period=30";
    expect(read(uri)).toBe(uri);
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        expect(read(url)).toBe(url);
      }),
      { numRuns: 25 },
    );
  });

  it("has nothing dark in its quiet zone", () => {
    const { size, path } = drawQr("https://shop.example/");
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, ...numbers]) => numbers.map(Number));
    expect(runs.length).toBeGreaterThan(100);
    const edges = runs.flatMap(([x = 0, y = 0, width = 0]) => [x, y, size - x - width, size - y - 1]);
    expect(Math.min(...edges)).toBe(4);
  });
});
