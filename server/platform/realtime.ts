import pg from "pg";
import { env } from "./env.ts";
import { log } from "./log.ts";

/** A topic ("stock:var_…") that the relay announced: whoever shows it looks again. */
type Listener = (topic: string) => void;
type Hub = { listeners: Set<Listener>; ready: Promise<void>; closing: AbortController };
const held = globalThis as { comptoirHub?: Hub };

// One LISTEN connection per process, however many pages are open.
function hub(): Hub {
  if (held.comptoirHub) return held.comptoirHub;
  const listeners = new Set<Listener>();
  const connect = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    const again = (error?: Error) => {
      if (closing.signal.aborted) return;
      log.warn({ err: error }, "live connection lost, reconnecting");
      setTimeout(() => {
        connect().then(
          // What changed while away is unknown: everyone looks again.
          () => {
            for (const listener of listeners) listener("*");
          },
          again,
        );
      }, 1000).unref();
    };
    client.on("notification", (message) => {
      for (const topic of (message.payload ?? "").split(" ")) for (const listener of listeners) listener(topic);
    });
    client.once("error", again);
    await client.connect();
    await client.query("LISTEN live");
  };
  const closing = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => closing.abort());
  held.comptoirHub = { listeners, ready: connect(), closing };
  return held.comptoirHub;
}

/** True once the process was told to stop: streams then end with an error, so that clients reconnect elsewhere. */
export const isClosing = (): boolean => held.comptoirHub?.closing.signal.aborted ?? false;

/**
 * Wakes whenever one of the topics is announced. Resolves once the database is listening: read the present state after
 * that, or a change in between is lost. Several announcements while the reader is busy are one.
 */
export async function listen(topics: readonly string[], signal?: AbortSignal): Promise<AsyncIterable<void>> {
  const { listeners, ready, closing } = hub();
  const wanted = new Set([...topics, "*"]);
  const over = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
  let pending = false;
  let wake: (() => void) | undefined;
  const listener: Listener = (topic) => {
    if (!wanted.has(topic)) return;
    pending = true;
    wake?.();
  };
  listeners.add(listener);
  await ready;
  return (async function* () {
    const abort = () => wake?.();
    over.addEventListener("abort", abort);
    try {
      while (!over.aborted) {
        if (pending) {
          pending = false;
          yield;
        } else {
          await new Promise<void>((done) => {
            wake = done;
          });
        }
      }
    } finally {
      listeners.delete(listener);
      over.removeEventListener("abort", abort);
    }
  })();
}

/** How many readers are listening in this process (health, tests). */
export const listenerCount = (): number => held.comptoirHub?.listeners.size ?? 0;
