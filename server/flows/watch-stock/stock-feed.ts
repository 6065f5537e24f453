// Live stock for one open page: a snapshot, then every change, until the page or the process goes. No lock; the router asks
// for `shop.stock.read`. Nothing is queued for a slow page: it gets the last state when it is ready for it.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "#server/kernel/errors.ts";
import type { ShownStock } from "#server/modules/stock/contract-display.ts";
import { type Hub, hub, refuseWhenClosing } from "#server/platform/realtime.ts";
import { openStockReadings } from "./stock-readings.ts";

/** Milliseconds: at least between two events of a stream; at most until its first. */
const pace = { stream: 200, first: 10_000 };

export type StockEvent = { id: string; rows: ShownStock[] };

/** The same state has the same id in every process: a page that comes back with it has missed nothing. */
const idOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 22);

/** Opens a feed on a hub. The process has one (`stockFeed`); tests open several, as several processes would. */
export function openStockFeed(on: Hub) {
  const readings = openStockReadings(on);
  const latest = new Map<string, StockEvent & { text: string }>();

  /** The state as an event, the very same object for all pages that show the same variants. */
  function eventOf(channelCode: string, ids: readonly string[]): StockEvent | null {
    const now = readings.of(channelCode, ids);
    if (!now) return null;
    const key = `${channelCode} ${ids.join()}`;
    const known = latest.get(key);
    if (known?.text === now.text) return known;
    if (latest.size >= 1_000) latest.clear();
    const event = { id: idOf(now.text), ...now };
    latest.set(key, event);
    return event;
  }

  /**
   * The stock of these variants as the channel shows it: at once unless `lastId` says that the page has it already, then
   * whenever it changed, at most five times a second, ending with the last state. Throws DomainError unavailable
   * `unavailable` when the database does not answer or the process is told to stop: come back, to the next one.
   */
  async function* watch(
    channelCode: string,
    variantIds: readonly string[],
    lastId: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<StockEvent> {
    // Listening comes before the first reading: what changes in between wakes us again.
    await on.connected();
    const ids = [...new Set(variantIds)];
    let woken = false;
    let wakeUp = () => {};
    const wake = () => {
      woken = true;
      wakeUp();
    };
    const leave = readings.join(channelCode, ids, wake);
    const ends = [signal, on.closing];
    for (const end of ends) end.addEventListener("abort", wake);
    const deadline = setTimeout(wake, pace.first);
    const due = performance.now() + pace.first;
    try {
      for (let last = lastId; !signal.aborted; ) {
        woken = false;
        refuseWhenClosing(on);
        const event = eventOf(channelCode, ids);
        if (!event && performance.now() >= due - 1) throw new DomainError("unavailable", "unavailable");
        if (event && event.id !== last) {
          last = event.id;
          yield event;
          await sleep(pace.stream, undefined, { signal }).catch(() => {});
        } else if (!woken) {
          await new Promise<void>((done) => {
            wakeUp = done;
          });
        }
      }
    } finally {
      clearTimeout(deadline);
      for (const end of ends) end.removeEventListener("abort", wake);
      leave();
    }
  }

  return { watch, watched: readings.size };
}

const held = globalThis as { comptoirStock?: ReturnType<typeof openStockFeed> };

/** The process's feed, opened on first use. */
export function stockFeed() {
  held.comptoirStock ??= openStockFeed(hub());
  return held.comptoirStock;
}
