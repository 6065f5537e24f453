// What changed, told to this process: one LISTEN connection, however many pages are open, fanned out in memory.
// A topic ("stock:var_…") only says "look again"; the tables are the truth.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { DomainError } from "../kernel/errors.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

type Listener = (topic: string) => void;

export type Hub = {
  /**
   * Calls `listener` with every announced topic of that name; "stock:*" hears of all that begin with "stock:". Whoever
   * listens is also called with "*" after a lost connection: what changed meanwhile is unknown.
   */
  on(topics: readonly string[], listener: Listener): () => void;
  /** Resolves once the database is listening. Throws DomainError unavailable `unavailable` when it does not in time. */
  connected(): Promise<void>;
  /** Aborted once the process was told to stop, or the hub was closed. */
  closing: AbortSignal;
  /** How many listen now (health, tests). */
  size(): number;
  close(): Promise<void>;
};

const patienceMs = 5_000;
const heartbeatMs = 10_000;

const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {});

/** Calls `lost` when the database stops answering: a connection may be there in name only. */
function watchHeart(client: pg.Client, lost: () => void): () => void {
  let answered = true;
  const beat = setInterval(() => {
    if (!answered) return lost();
    answered = false;
    client.query("SELECT 1").then(
      () => {
        answered = true;
      },
      () => {},
    );
  }, heartbeatMs).unref();
  return () => clearInterval(beat);
}

/** Listens on one connection, tells `ready` once it does, and resolves when the connection is lost or `closing` aborts. */
async function listenOnce(databaseUrl: string, closing: AbortSignal, hear: Listener, ready: () => void) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "comptoir live",
    keepAlive: true,
    connectionTimeoutMillis: patienceMs,
  });
  const lost = Promise.withResolvers<void>();
  const lose = () => lost.resolve();
  client.on("error", lose);
  client.once("end", lose);
  closing.addEventListener("abort", lose);
  client.on("notification", (message) => {
    for (const topic of (message.payload ?? "").split(" ")) hear(topic);
  });
  let stopHeart = () => {};
  try {
    await client.connect();
    await client.query("LISTEN live");
    stopHeart = watchHeart(client, lose);
    if (!closing.aborted) {
      ready();
      await lost.promise;
    }
  } finally {
    stopHeart();
    closing.removeEventListener("abort", lose);
    // Not waited for: a frozen server never says goodbye.
    void client.end().catch(() => {});
  }
}

/** Opens a hub on a database. The process has one (`hub`); tests open several, as several processes would. */
export function openHub(databaseUrl: string): Hub {
  const byTopic = new Map<string, Set<Listener>>();
  const end = new AbortController();
  const tell = (name: string, topic: string) => {
    for (const listener of byTopic.get(name) ?? []) listener(topic);
  };
  const hear = (topic: string) => {
    tell(topic, topic);
    const colon = topic.indexOf(":");
    if (colon >= 0) tell(`${topic.slice(0, colon)}:*`, topic);
  };

  const everyone = () => new Set([...byTopic.values()].flatMap((set) => [...set]));
  let up = Promise.withResolvers<void>();
  const follow = async () => {
    for (let failures = 0, lost = false; !end.signal.aborted; lost = true) {
      try {
        await listenOnce(databaseUrl, end.signal, hear, () => {
          failures = 0;
          up.resolve();
          if (lost) for (const listener of everyone()) listener("*");
        });
        if (!end.signal.aborted) log.warn("live connection lost, reconnecting");
      } catch (error) {
        log.warn({ err: error }, "live connection could not be opened");
      }
      if (end.signal.aborted) return;
      up = Promise.withResolvers();
      failures += 1;
      // With jitter: all processes lose a restarted database at the same moment.
      await pause(Math.min(10_000, 50 * 2 ** failures) * (0.5 + Math.random()), end.signal);
    }
  };
  const running = follow();

  return {
    closing: end.signal,
    connected: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, no) => {
        timer = setTimeout(() => no(new DomainError("unavailable", "unavailable")), patienceMs);
      });
      await Promise.race([up.promise, late]).finally(() => clearTimeout(timer));
    },
    on(topics, listener) {
      for (const topic of topics) byTopic.set(topic, (byTopic.get(topic) ?? new Set()).add(listener));
      return () => {
        for (const topic of topics) {
          byTopic.get(topic)?.delete(listener);
          if (byTopic.get(topic)?.size === 0) byTopic.delete(topic);
        }
      };
    },
    size: () => [...byTopic.values()].reduce((sum, set) => sum + set.size, 0),
    close: async () => {
      end.abort();
      await running;
    },
  };
}

const held = globalThis as { comptoirLive?: Hub };

/** The process's hub, opened on first use, closed when the process is told to stop. */
export function hub(): Hub {
  if (!held.comptoirLive) {
    const opened = openHub(env().DATABASE_URL);
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void opened.close());
    held.comptoirLive = opened;
  }
  return held.comptoirLive;
}

/**
 * Wakes whenever one of the topics is announced, until the signal or the end of the process. Resolves once the database is
 * listening: read the present state after that, or a change in between is lost. Several announcements while the reader
 * is busy are one.
 */
export async function listen(
  topics: readonly string[],
  signal?: AbortSignal,
  on: Hub = hub(),
): Promise<AsyncIterable<void>> {
  let pending = false;
  let wake = () => {};
  const off = on.on(topics, () => {
    pending = true;
    wake();
  });
  const over = () => on.closing.aborted || (signal?.aborted ?? false);
  await on.connected().catch((error: unknown) => {
    off();
    throw error;
  });
  return (async function* () {
    const stop = () => wake();
    const ends = [on.closing, ...(signal ? [signal] : [])];
    for (const end of ends) end.addEventListener("abort", stop);
    try {
      while (!over()) {
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
      off();
      for (const end of ends) end.removeEventListener("abort", stop);
    }
  })();
}

/** Throws DomainError unavailable once the process goes: a stream's normal end would tell the browser that all is said. */
export function refuseWhenClosing(on: Hub = hub()): void {
  if (on.closing.aborted) throw new DomainError("unavailable", "unavailable");
}
