import sharp from "sharp";
import type { RenditionFormat } from "../kernel/renditions.ts";

/** A file of a few kilobytes can say that it is a wall of pixels: what unfolds to more than this is not opened. */
export const maxPixels = 50_000_000;
const limits = { limitInputPixels: maxPixels, failOn: "error", pages: 1 } as const;

// AVIF is the leaner and the slower one: effort beyond 2 takes four times as long for a tenth of the bytes.
const encodings = { avif: { quality: 48, effort: 2 }, webp: { quality: 74, effort: 4 } } as const;

/**
 * A picture at a width, upright, as its camera meant it, without what else the camera wrote. Throws when the bytes are no
 * picture or one of more than `maxPixels`.
 */
export async function renderPicture(bytes: Uint8Array, width: number, format: RenditionFormat): Promise<Buffer> {
  const picture = sharp(bytes, limits).autoOrient().resize({ width, withoutEnlargement: true });
  return (format === "avif" ? picture.avif(encodings.avif) : picture.webp(encodings.webp)).toBuffer();
}

/** Width and height as shown (turned the way the camera says), and whether it lets the ground shine through. */
export async function measurePicture(bytes: Uint8Array): Promise<{ width: number; height: number; opaque: boolean }> {
  const { autoOrient, hasAlpha } = await sharp(bytes, limits).metadata();
  if (autoOrient.width * autoOrient.height > maxPixels) throw new RangeError("more pixels than may be opened");
  return { width: autoOrient.width, height: autoOrient.height, opaque: !hasAlpha };
}

/** Eight pixels across, as a data URI of some 120 characters: shown blown up until the picture is there. */
export async function blurOf(bytes: Uint8Array): Promise<string> {
  const tiny = await sharp(bytes, limits)
    .autoOrient()
    .resize({ width: 8, height: 8, fit: "inside" })
    .webp({ quality: 70 })
    .toBuffer();
  return `data:image/webp;base64,${tiny.toString("base64")}`;
}

/**
 * A picture made anew from its pixels, upright and within `side` in both directions: nothing else that the file carried (place,
 * camera, thumbnails, whatever was hung on its end) goes along. Throws when the bytes are no picture or more than `maxPixels`.
 */
export async function redrawPicture(
  bytes: Uint8Array,
  side: number,
): Promise<{ bytes: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(bytes, limits)
    .autoOrient()
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 80, effort: 3 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** A picture as a JPEG, cut to `size` around what catches the eye when one is given. Throws when the bytes are no picture. */
export async function toJpeg(bytes: Uint8Array, size?: { width: number; height: number }): Promise<Buffer> {
  const picture = sharp(bytes, limits);
  const cut = size ? picture.resize({ ...size, fit: "cover", position: "attention" }) : picture;
  return cut.flatten({ background: "#ffffff" }).jpeg({ quality: 82, mozjpeg: true }).toBuffer();
}
