// Renditions made and served. A job makes them when a picture arrives; who asks earlier has the one asked for made at once.
import {
  parseRendition,
  type Rendition,
  renditionFormats,
  renditionKey,
  renditionWidths,
} from "../kernel/renditions.ts";
import { hasMedia, readMedia, type StoredMedia, storeRendition } from "./media.ts";
import { blurOf, measurePicture, renderPicture } from "./pictures.ts";

/** Pictures made at once for those who wait, and how many may stand in line: more than that are shown the original. */
const atOnce = 2;
const inLine = 64;

const making = new Map<string, Promise<boolean>>();
const waiting: (() => void)[] = [];
let busy = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy < atOnce) busy++;
  // Whoever ends hands its place on: `busy` stays as it is.
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }
}

async function make(key: string, { original, width, format }: Rendition, dir?: string): Promise<boolean> {
  const source = await readMedia(original, dir);
  if (!source) return false;
  try {
    const measured = await measurePicture(source.bytes);
    if (!renditionWidths(original, measured.width).includes(width)) return false;
    await storeRendition(key, await renderPicture(source.bytes, width, format), dir);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code) throw error;
    // sharp's errors carry no code: what is stored is no picture, or one that must not be opened.
    return false;
  }
}

export type ServedMedia = StoredMedia & { asked: boolean };

/**
 * What is stored under a key; a rendition that is not there yet is made and kept. Where it cannot be made (a width that
 * is not offered, a file that must not be opened, too many in line) the original stands in, and `asked` is false: not to
 * be kept. Undefined for what does not exist.
 */
export async function readOrRender(key: string, dir?: string): Promise<ServedMedia | undefined> {
  const stored = await readMedia(key, dir);
  if (stored) return { ...stored, asked: true };
  const rendition = parseRendition(key);
  if (!rendition || !(await hasMedia(rendition.original, dir))) return undefined;
  let made = making.get(key);
  if (!made && waiting.length < inLine) {
    made = inTurn(() => make(key, rendition, dir)).finally(() => making.delete(key));
    making.set(key, made);
  }
  const ready = (await made) ? await readMedia(key, dir) : undefined;
  if (ready) return { ...ready, asked: true };
  const original = await readMedia(rendition.original, dir);
  return original && { ...original, asked: false };
}

export type RenderedPicture = { width: number; height: number; blur: string | null };

/**
 * Makes every rendition of a picture that is not there yet, one after the other, with its blur (none where the ground
 * shines through). Throws RangeError when nothing is stored under the key, sharp's error when it cannot or must not be opened.
 */
export async function renderAll(key: string, dir?: string): Promise<RenderedPicture> {
  const source = await readMedia(key, dir);
  if (!source) throw new RangeError("no such picture");
  const { width, height, opaque } = await measurePicture(source.bytes);
  for (const step of renditionWidths(key, width)) {
    for (const format of renditionFormats) {
      const target = renditionKey(key, step, format);
      if (await hasMedia(target, dir)) continue;
      await storeRendition(target, await renderPicture(source.bytes, step, format), dir);
    }
  }
  return { width, height, blur: opaque ? await blurOf(source.bytes) : null };
}
