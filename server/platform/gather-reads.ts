import { shareReads } from "./share-reads.ts";

/**
 * Gathers single readings into one: who asks while a reading is under way is read for by the next one, together with
 * everybody who came meanwhile. A thousand askers cost a handful of statements; who asks alone does not wait. Nobody is
 * told what was true before they asked. Keys are compared by identity; `read` leaves out what it does not find.
 */
export function gatherReads<K, V>(read: (keys: K[]) => Promise<Map<K, V>>): (key: K) => Promise<V | undefined> {
  let asked = new Set<K>();
  const next = shareReads(() => {
    const keys = [...asked];
    asked = new Set();
    return read(keys);
  });
  return async (key) => {
    asked.add(key);
    return (await next("")).get(key);
  };
}
