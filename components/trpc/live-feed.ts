// One stream of a page, kept alive: a browser gives an event source up for good at the first answer that is no stream (a
// server that restarts, a proxy that says 502), and knows nothing of a laptop that slept. Pure: time and connection are given.

/** What a connection tells its feed. */
export type Signs<Data> = {
  /** The server answered: what it does not send from here on has not changed. */
  up(): void;
  data(id: string | null, data: Data): void;
  /** The connection is over, for whatever reason. */
  down(): void;
};
/** Opens one connection, resuming after `lastId`; the answer closes it. */
export type Open<Data> = (lastId: string | null, signs: Signs<Data>) => () => void;

export type FeedState<Data> = {
  data: Data | null;
  /** opening: no answer yet · live: what is shown is so · stale: nobody has been able to say so for some seconds */
  status: "opening" | "live" | "stale";
};

export type Surroundings = { now(): number; after(ms: number, work: () => void): () => void; random(): number };

/** Milliseconds. */
export const patience = {
  /** Without an answer to a new connection: try another. */
  answer: 10_000,
  /** Without a connection: say so. */
  stale: 5_000,
  /** Hidden: let go of the connection. A browser has six per site, over all its tabs. */
  hidden: 15_000,
  tick: 5_000,
  /** Between two ticks: the machine slept, and the connection may be dead without knowing. */
  asleep: 15_000,
  retry: 1_000,
  longestRetry: 30_000,
};

/**
 * Follows a stream until `close`; every change of its state goes to `changed`. Tell it what happens to the page: `hide`,
 * `leave` (into the browser's cache) and `show`, `offline` and `online`.
 */
export function openFeed<Data>(open: Open<Data>, around: Surroundings, changed: (state: FeedState<Data>) => void) {
  let state: FeedState<Data> = { data: null, status: "opening" };
  let lastId: string | null = null;
  let failures = 0;
  let paused = false;
  let connection: { close: () => void } | null = null;
  const timers = new Map<string, () => void>();

  const cancel = (...names: string[]) => {
    for (const name of names) {
      timers.get(name)?.();
      timers.delete(name);
    }
  };
  const after = (name: string, ms: number, work: () => void) => {
    cancel(name);
    timers.set(
      name,
      around.after(ms, () => {
        timers.delete(name);
        work();
      }),
    );
  };
  const become = (next: Partial<FeedState<Data>>) => {
    state = { ...state, ...next };
    changed(state);
  };
  const doubt = () => {
    if (!timers.has("stale") && state.status !== "stale") {
      after("stale", patience.stale, () => become({ status: "stale" }));
    }
  };
  const drop = () => {
    const old = connection;
    connection = null;
    cancel("answer", "tick", "retry");
    old?.close();
  };

  function fail(): void {
    drop();
    doubt();
    // The whole span is jitter: a thousand pages must not come back to a restarted server at once.
    const ms = Math.min(patience.longestRetry, patience.retry * 2 ** failures) * around.random();
    failures += 1;
    after("retry", ms, connect);
  }

  function confirm(): void {
    failures = 0;
    cancel("answer", "stale");
    if (state.status !== "live") become({ status: "live" });
  }

  function watchSleep(): void {
    const before = around.now();
    after("tick", patience.tick, () => {
      if (around.now() - before > patience.asleep) connect();
      else watchSleep();
    });
  }

  function connect(): void {
    drop();
    doubt();
    const mine = { close: () => {} };
    connection = mine;
    const whileMine =
      <Args extends unknown[]>(work: (...args: Args) => void) =>
      (...args: Args) => {
        if (connection === mine) work(...args);
      };
    after("answer", patience.answer, fail);
    watchSleep();
    const close = open(lastId, {
      up: whileMine(confirm),
      data: whileMine((id, data) => {
        lastId = id;
        confirm();
        become({ data });
      }),
      down: whileMine(fail),
    });
    mine.close = close;
    // It may have ended while it was being opened.
    if (connection !== mine) close();
  }

  function resume(): void {
    cancel("hidden");
    paused = false;
    failures = 0;
    connect();
  }

  function leave(): void {
    paused = true;
    drop();
    cancel("hidden", "stale");
  }

  connect();
  return {
    hide: () => after("hidden", patience.hidden, leave),
    leave,
    show: () => {
      if (paused || timers.has("retry")) resume();
      else cancel("hidden");
    },
    offline: () => {
      if (!paused) fail();
    },
    online: () => {
      if (!paused) resume();
    },
    close: () => {
      drop();
      cancel(...timers.keys());
    },
  };
}
