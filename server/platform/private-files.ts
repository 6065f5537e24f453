import fs from "node:fs/promises";
import path from "node:path";
import { env } from "./env.ts";

/**
 * Files that only some may read, beside the pictures of the shop and backed up with them. Their names begin with a dot, which
 * no media key may (media.ts): the public door to pictures never opens them.
 */
const folder = ".private";
const shape = /^[a-z]{3}_[0-9a-z]{26}$/;

function pathOf(id: string, dir: string): string {
  if (!shape.test(id)) throw new RangeError("not the id of a file");
  return path.join(/* turbopackIgnore: true */ dir, folder, id.slice(-2), id);
}

/** Stores bytes under an id. The file appears whole: it is written aside and renamed. */
export async function storePrivate(id: string, bytes: Uint8Array, dir: string = env().MEDIA_DIR): Promise<void> {
  const target = pathOf(id, dir);
  await fs.mkdir(path.dirname(target), { recursive: true });
  await fs.writeFile(`${target}.part`, bytes);
  await fs.rename(`${target}.part`, target);
}

/** The bytes under an id; undefined when there are none. */
export const readPrivate = (id: string, dir: string = env().MEDIA_DIR): Promise<Buffer | undefined> =>
  fs.readFile(pathOf(id, dir)).catch((error: { code?: string }) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });

/** Removes a file; one that is gone already is no matter. */
export const dropPrivate = (id: string, dir: string = env().MEDIA_DIR): Promise<void> =>
  fs.rm(pathOf(id, dir), { force: true });
