// What each process may do in Meilisearch, as code: web processes search and nothing else, workers keep the index, and the key
// that may do everything serves to make the other two. Their values follow from it and from their ids
// (https://www.meilisearch.com/docs/reference/api/keys), so that nobody has to hand them around or ask for them.
import { createHmac } from "node:crypto";
import type { KeyCreation, Meilisearch } from "meilisearch";
import { MeilisearchApiError } from "meilisearch";

/** Every version of our index, and those that a rebuild fills. */
const ourIndexes = ["comptoir_products_*"];

export const searchKey = {
  uid: "6a1f4c7e-52d9-4b36-9d0e-3f8a17c2b5e4",
  name: "Comptoir: search",
  description: "Web processes. Searches products, nothing else.",
  actions: ["search"],
  indexes: ourIndexes,
  expiresAt: null,
} as const satisfies KeyCreation & { uid: string };

export const indexKey = {
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
} satisfies KeyCreation & { uid: string };

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

/** Makes both keys, or makes them anew where they may do something else: what a key may do cannot be changed. */
export async function ensureKeys(admin: Meilisearch): Promise<void> {
  for (const wanted of [searchKey, indexKey]) {
    const found = await admin.getKey(wanted.uid).catch((error: unknown) => {
      if (error instanceof MeilisearchApiError && error.cause?.code === "api_key_not_found") return null;
      throw error;
    });
    if (found && same(found.actions, wanted.actions) && same(found.indexes, wanted.indexes)) continue;
    if (found) await admin.deleteKey(wanted.uid);
    // Another worker may have been faster.
    await admin.createKey({ ...wanted, actions: [...wanted.actions], indexes: [...wanted.indexes] }).catch((error) => {
      if (!(error instanceof MeilisearchApiError && error.cause?.code === "api_key_already_exists")) throw error;
    });
  }
}
