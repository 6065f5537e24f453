import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { parseRendition } from "../kernel/renditions.ts";
import { env } from "./env.ts";

/**
 * Pictures on disk under MEDIA_DIR. A key is a relative path of lower-case words ("products/chair.3f2a….webp"); its last
 * name carries the hash of the bytes, so a key never changes its content and browsers may keep it for ever.
 */

const segment = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*$/;

/** What may be stored and how it is served. Scripts can hide in SVG, so it is only ever offered as a download. */
export const mediaTypes: Record<string, { mime: string; inline: boolean }> = {
  webp: { mime: "image/webp", inline: true },
  avif: { mime: "image/avif", inline: true },
  jpg: { mime: "image/jpeg", inline: true },
  jpeg: { mime: "image/jpeg", inline: true },
  png: { mime: "image/png", inline: true },
  gif: { mime: "image/gif", inline: true },
  svg: { mime: "image/svg+xml", inline: false },
};

const extensionOf = (name: string): string => path.posix.extname(name).slice(1);

/** True for a key that names a file inside the store and nothing else: no "..", no absolute path, no odd characters. */
export function isMediaKey(key: string): boolean {
  const segments = key.split("/");
  return (
    key.length <= 200 &&
    segments.length <= 6 &&
    segments.every((part) => segment.test(part)) &&
    Object.hasOwn(mediaTypes, extensionOf(key))
  );
}

function pathOf(key: string, dir: string): string {
  if (!isMediaKey(key)) throw new RangeError("not a media key");
  return path.join(/* turbopackIgnore: true */ dir, ...key.split("/"));
}

/** A key for these bytes: `<folder>/<name>.<hash>.<extension>`, name and extension taken from `fileName`. */
export function mediaKeyFor(folder: string, fileName: string, bytes: Uint8Array): string {
  const extension = extensionOf(fileName).toLowerCase();
  const name = path.posix
    .basename(fileName, path.posix.extname(fileName))
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const key = `${folder}/${name || "file"}.${hash}.${extension}`;
  if (!isMediaKey(key)) throw new RangeError(`cannot store a .${extension} file`);
  return key;
}

/**
 * Stores bytes and gives their key; the same bytes under the same name are stored once. The file appears whole: it is
 * written aside and renamed. Throws RangeError for a kind of file that is not a picture.
 */
export async function storeMedia(
  folder: string,
  fileName: string,
  bytes: Uint8Array,
  dir: string = env().MEDIA_DIR,
): Promise<string> {
  const key = mediaKeyFor(folder, fileName, bytes);
  if ((await sizeOf(key, dir)) !== bytes.length) await writeWhole(pathOf(key, dir), bytes);
  return key;
}

/** Bytes stored under a key, or undefined. */
const sizeOf = (key: string, dir: string): Promise<number | undefined> =>
  fs.stat(pathOf(key, dir)).then(
    (found) => found.size,
    () => undefined,
  );

async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  await fs.mkdir(path.dirname(target), { recursive: true });
  // A name of its own per call: two threads of one process may store the same picture at once.
  const aside = `${target}.${randomUUID()}.part`;
  await fs.writeFile(aside, bytes);
  await fs.rename(aside, target);
}

/** Stores what was made of a picture beside it, under the key that says so. Throws RangeError for any other key. */
export async function storeRendition(key: string, bytes: Uint8Array, dir: string = env().MEDIA_DIR): Promise<void> {
  if (!parseRendition(key)) throw new RangeError("not the key of a rendition");
  await writeWhole(pathOf(key, dir), bytes);
}

/** Whether something is stored under a key. */
export const hasMedia = async (key: string, dir: string = env().MEDIA_DIR): Promise<boolean> =>
  isMediaKey(key) && (await sizeOf(key, dir)) !== undefined;

export type StoredMedia = { bytes: Buffer; mime: string; inline: boolean; etag: string };

/** The picture under a key, or undefined when the key is malformed, absent, or leads out of the store. */
export async function readMedia(key: string, dir: string = env().MEDIA_DIR): Promise<StoredMedia | undefined> {
  const type = mediaTypes[extensionOf(key)];
  if (!isMediaKey(key) || !type) return undefined;
  try {
    const [root, file] = await Promise.all([fs.realpath(dir), fs.realpath(pathOf(key, dir))]);
    // A symbolic link inside the store must not open a door out of it.
    if (!file.startsWith(root + path.sep)) return undefined;
    const bytes = await fs.readFile(file);
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
    return { bytes, ...type, etag };
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
    throw error;
  }
}
