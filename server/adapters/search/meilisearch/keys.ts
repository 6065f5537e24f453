// What each process may do in Meilisearch, as code: web processes search and nothing else, workers keep the index, and the key
// that may do everything serves to make the other two. Their values follow from it and from their ids
// (https://www.meilisearch.com/docs/reference/api/keys), so that nobody has to hand them around or ask for them.
import { createHmac } from "node:crypto";
import type { Key, KeyCreation, Meilisearch } from "meilisearch";
import { MeilisearchApiError } from "meilisearch";

/** Every version of our index, and those that a rebuild fills. */
const ourIndexes = ["comptoir_products_*"];

type ScopedKey = Omit<KeyCreation, "uid" | "actions"> & {
  uid: string;
  actions: readonly KeyCreation["actions"][number][];
};

export const searchKey: ScopedKey = {
  uid: "6a1f4c7e-52d9-4b36-9d0e-3f8a17c2b5e4",
  name: "Comptoir: search",
  description: "Web processes. Searches products, nothing else.",
  actions: ["search"],
  indexes: ourIndexes,
  expiresAt: null,
};

export const indexKey: ScopedKey = {
  uid: "c93b0d28-7e41-4f5a-8b16-d24e60a9f713",
  name: "Comptoir: index",
  description: "Workers. Keep the products index: documents, settings, rebuilds and swaps.",
  actions: [
    ...(["indexes.create", "indexes.get", "indexes.delete", "indexes.swap"] as const),
    ...(["documents.add", "documents.get", "documents.delete"] as const),
    ...(["settings.get", "settings.update", "tasks.get", "stats.get"] as const),
  ],
  indexes: ourIndexes,
  expiresAt: null,
};

/** What a process presents. Without `admin` the keys were made by somebody else; without any the server asks for none. */
export type MeilisearchKeys = { search?: string; index?: string; admin?: string };

const derived = (master: string, { uid }: { uid: string }): string =>
  createHmac("sha256", master).update(uid).digest("hex");

/** The keys that follow from a master key. */
export const keysFrom = (master: string): MeilisearchKeys => ({
  search: derived(master, searchKey),
  index: derived(master, indexKey),
  admin: master,
});

const same = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/**
 * Makes both keys, or makes them anew where they may do something else: what a key may do cannot be changed. Throws when the
 * key given is not the master key: what processes present would be wrong.
 */
export async function ensureKeys(admin: Meilisearch, master: string): Promise<void> {
  for (const wanted of [searchKey, indexKey]) {
    const made = (await keptKey(admin, wanted)) ?? (await makeKey(admin, wanted));
    if (made.key !== derived(master, wanted)) {
      throw new Error("MEILISEARCH_KEY is not the master key: give MEILISEARCH_SEARCH_KEY and MEILISEARCH_INDEX_KEY");
    }
  }
}

const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof MeilisearchApiError && error.cause?.code === code;

/** The key as it is; null when there is none, or when it may do something else and is gone now. */
async function keptKey(admin: Meilisearch, { uid, actions, indexes }: ScopedKey): Promise<Key | null> {
  const found = await admin.getKey(uid).catch((error: unknown) => {
    if (isRefusal(error, "api_key_not_found")) return null;
    throw error;
  });
  if (!found || (same(found.actions, actions) && same(found.indexes, indexes))) return found;
  await admin.deleteKey(uid);
  return null;
}

const makeKey = (admin: Meilisearch, wanted: ScopedKey): Promise<Key> =>
  admin.createKey({ ...wanted, actions: [...wanted.actions], indexes: [...wanted.indexes] }).catch((error: unknown) => {
    // Another worker was faster.
    if (isRefusal(error, "api_key_already_exists")) return admin.getKey(wanted.uid);
    throw error;
  });
