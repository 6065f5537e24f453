import encodeQR from "qr";

/** A QR code as an SVG draws it: a square of `size` units with its quiet zone, the dark modules as the data of one path. */
export type QrDrawing = { size: number; path: string };

/** Light modules around the symbol, without which scanners do not find it (ISO/IEC 18004, section 9.1). */
const quietZone = 4;

/** Draws a text as a QR code for a screen: nothing stains it there, and large modules scan best. Throws RangeError for more than 2,953 bytes. */
export function drawQr(text: string): QrDrawing {
  const rows = encodeQR(text, "raw", { ecc: "low", border: quietZone });
  const path = rows.flatMap((row, y) => runsOf(row).map(({ x, width }) => `M${x} ${y}h${width}v1h-${width}z`)).join("");
  return { size: rows.length, path };
}

/** Dark modules side by side, as one. */
function runsOf(row: readonly boolean[]): { x: number; width: number }[] {
  const runs: { x: number; width: number }[] = [];
  for (const [x, dark] of row.entries()) {
    const last = runs.at(-1);
    if (!dark) continue;
    if (last && last.x + last.width === x) last.width += 1;
    else runs.push({ x, width: 1 });
  }
  return runs;
}
