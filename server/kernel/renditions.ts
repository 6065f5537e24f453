/**
 * Renditions of a picture: the same picture narrower and in leaner formats, each under a key of its own beside the
 * original ("products/chair.3f2a.webp" → "products/chair.3f2a.webp.640.avif"). Which there are follows from the original's
 * width alone, so a page can name them before they are made.
 */
export const renditionFormats = ["avif", "webp"] as const;
export type RenditionFormat = (typeof renditionFormats)[number];

/** From a thumbnail to a full screen; pictures are never blown up. */
const ladder = [160, 320, 400, 512, 640, 960, 1280, 1600] as const;
const widest = 1600;

/** Animations and drawings stay as they are. */
const rendered = /\.(webp|avif|jpe?g|png)$/;

/** In which widths a picture is offered, the narrowest first; none when its width or kind says that it stays as it is. */
export function renditionWidths(key: string, width: number | null): number[] {
  if (!width || !rendered.test(key) || parseRendition(key)) return [];
  const own = Math.min(width, widest);
  return [...ladder.filter((step) => step < own), own];
}

export const renditionKey = (key: string, width: number, format: RenditionFormat): string =>
  `${key}.${width}.${format}`;

export type Rendition = { original: string; width: number; format: RenditionFormat };

/** What a key asks for when it is one of a rendition. */
export function parseRendition(key: string): Rendition | undefined {
  const [, original, width, format] = /^(.+\.(?:webp|avif|jpe?g|png))\.([1-9]\d{0,3})\.(avif|webp)$/.exec(key) ?? [];
  if (!original || !width || !format) return undefined;
  return { original, width: Number(width), format: format as RenditionFormat };
}

/** The `srcset` of a format: "<url> 320w, <url> 640w". */
export const srcSetOf = (key: string, widths: readonly number[], format: RenditionFormat): string =>
  widths.map((width) => `/media/${renditionKey(key, width, format)} ${width}w`).join(", ");
