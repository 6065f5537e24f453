// What this process last read of the stock that open pages watch, shared by all of them. No permission, no lock.
// One reading per change, however many watch. A change is an announcement of the relay, a hold that ran out (which nobody
// announces), new settings of the channel, and, for dates that came, a look every half minute.
import { setTimeout as sleep } from "node:timers/promises";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { ShownStock } from "#server/modules/stock/contract-display.ts";
import { nextHoldExpiry } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import type { Hub } from "#server/platform/realtime.ts";
import { readShownStock } from "./shown-stock.ts";

/** Milliseconds: between two readings; until the next hold's end is looked up after one; between two looks at all. */
const pace = { read: 25, expiry: 250, look: 30_000 };
const longest = 2 ** 31 - 1;

type Entry = { row: ShownStock | null; text: string; watchers: Set<() => void> };
type Watched = { terms: ChannelTerms | null; entries: Map<string, Entry>; dirty: Set<string> };

export function openStockReadings(on: Hub) {
  const channels = new Map<string, Watched>();
  let reading = false;
  /** Holds that ended before are already counted as free. */
  let freeUntil = new Date();
  let lookup: NodeJS.Timeout | undefined;
  let nextEnd: NodeJS.Timeout | undefined;
  const later = (ms: number, work: () => void) => setTimeout(work, Math.min(ms, longest)).unref();

  async function readChannel(code: string, watched: Watched): Promise<void> {
    const ids = [...watched.dirty].filter((id) => watched.entries.has(id));
    watched.dirty.clear();
    if (ids.length === 0) return;
    try {
      watched.terms ??= await channelByCode(db(), code);
      for (const row of await readShownStock(db(), watched.terms, ids, new Date())) {
        const entry = watched.entries.get(row.variantId);
        const text = JSON.stringify(row);
        if (!entry || entry.text === text) continue;
        Object.assign(entry, { row, text });
        for (const wake of entry.watchers) wake();
      }
    } catch (error) {
      for (const id of ids) watched.dirty.add(id);
      throw error;
    }
  }

  /** Reads until nothing is dirty; what becomes so meanwhile is read next. */
  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    for (let failures = 0; !on.closing.aborted && [...channels.values()].some(({ dirty }) => dirty.size); ) {
      try {
        for (const [code, watched] of channels) await readChannel(code, watched);
        failures = 0;
        lookup ??= later(pace.expiry, () => void lookUpNextEnd());
        await sleep(pace.read);
      } catch (error) {
        failures += 1;
        log.warn({ err: error, failures }, "live stock could not be read, trying again");
        await sleep(Math.min(10_000, 50 * 2 ** failures) * (0.5 + Math.random()));
      }
    }
    reading = false;
  }

  function readAgain(variantId?: string): void {
    for (const { entries, dirty } of channels.values()) {
      if (variantId === undefined) for (const id of entries.keys()) dirty.add(id);
      else if (entries.has(variantId)) dirty.add(variantId);
    }
    void read();
  }

  function readAllAgain(): void {
    for (const watched of channels.values()) watched.terms = null;
    freeUntil = new Date();
    readAgain();
  }

  async function lookUpNextEnd(): Promise<void> {
    lookup = undefined;
    const ids = [...new Set([...channels.values()].flatMap(({ entries }) => [...entries.keys()]))];
    if (ids.length === 0 || on.closing.aborted) return;
    try {
      const end = await nextHoldExpiry(db(), ids, freeUntil);
      clearTimeout(nextEnd);
      if (end) nextEnd = later(Math.max(0, end.getTime() - Date.now()) + 5, holdEnded);
    } catch (error) {
      log.warn({ err: error }, "the next hold's end could not be read, trying again");
      lookup = later(1_000, () => void lookUpNextEnd());
    }
  }

  function holdEnded(): void {
    freeUntil = new Date();
    readAgain();
  }

  const look = setInterval(readAllAgain, pace.look).unref();
  const off = on.on(["stock:*", "channels"], (topic) =>
    topic.startsWith("stock:") ? readAgain(topic.slice("stock:".length)) : readAllAgain(),
  );
  on.closing.addEventListener("abort", () => {
    off();
    clearInterval(look);
    clearTimeout(lookup);
    clearTimeout(nextEnd);
  });

  return {
    /** Watches variants of a channel: `wake` is called whenever what is shown of one of them changed. */
    join(code: string, variantIds: readonly string[], wake: () => void): () => void {
      const watched = channels.get(code) ?? { terms: null, entries: new Map(), dirty: new Set() };
      channels.set(code, watched);
      for (const id of variantIds) {
        const entry = watched.entries.get(id) ?? { row: null, text: "", watchers: new Set() };
        if (!entry.row) watched.dirty.add(id);
        watched.entries.set(id, entry);
        entry.watchers.add(wake);
      }
      void read();
      return () => {
        for (const id of variantIds) {
          const entry = watched.entries.get(id);
          entry?.watchers.delete(wake);
          if (entry?.watchers.size === 0) watched.entries.delete(id);
        }
        if (watched.entries.size === 0) channels.delete(code);
      };
    },
    /** What was last read of these variants, or null as long as one of them was not. */
    of(code: string, variantIds: readonly string[]): { rows: ShownStock[]; text: string } | null {
      const entries = variantIds.map((id) => channels.get(code)?.entries.get(id));
      const rows = entries.flatMap((entry) => entry?.row ?? []);
      return rows.length === entries.length ? { rows, text: entries.map((entry) => entry?.text).join() } : null;
    },
    /** How many variants are watched now. */
    size: () => [...channels.values()].reduce((sum, { entries }) => sum + entries.size, 0),
  };
}
