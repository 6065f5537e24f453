// What the picture of a shared page is made of: the shop's own photo and font, from disk. Reads only; no remote origin.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { readMedia } from "../platform/media.ts";
import { toJpeg } from "../platform/pictures.ts";

export { toJpeg } from "../platform/pictures.ts";

/** A stored photo as a JPEG square of `side` pixels in a data address, or null when the store has none under the key. */
export async function photoAsData(key: string, side: number): Promise<string | null> {
  const media = await readMedia(key);
  if (!media) return null;
  const jpeg = await toJpeg(media.bytes, { width: side, height: side });
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}

/** The house's serif, in a format that the drawing library reads. */
export const headingFont = (): Promise<Buffer> =>
  readFile(
    path.join(process.cwd(), "node_modules/@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff"),
  );
