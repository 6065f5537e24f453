import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FeedState, openFeed, patience, type Signs } from "./live-feed.ts";

/** A page and a server whose time the test tells. */
function page(random = () => 1) {
  let now = 0;
  let timers: { at: number; work: () => void }[] = [];
  const states: FeedState<string>[] = [];
  const opened: { lastId: string | null; signs: Signs<string>; closed: boolean }[] = [];
  const feed = openFeed<string>(
    (lastId, signs) => {
      const connection = { lastId, signs, closed: false };
      opened.push(connection);
      return () => {
        connection.closed = true;
      };
    },
    {
      now: () => now,
      after: (ms, work) => {
        const timer = { at: now + ms, work };
        timers.push(timer);
        return () => {
          timers = timers.filter((t) => t !== timer);
        };
      },
      random,
    },
    (state) => states.push(state),
  );
  const pass = (ms: number) => {
    const until = now + ms;
    for (;;) {
      const next = timers.filter((t) => t.at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      now = Math.max(now, next.at);
      timers = timers.filter((t) => t !== next);
      next.work();
    }
    now = until;
  };
  return {
    feed,
    opened,
    pass,
    /** Time goes by while no timer runs: a lid is closed. */
    sleep: (ms: number) => {
      now += ms;
    },
    last: () => opened.at(-1)!,
    open: () => opened.filter((c) => !c.closed).length,
    state: () => states.at(-1) ?? { data: null, status: "opening" as const },
    timers: () => timers.length,
  };
}

describe("a live feed", () => {
  it("shows a snapshot, then changes", () => {
    const p = page();
    p.last().signs.up();
    p.last().signs.data("1", "three left");
    expect(p.state()).toEqual({ data: "three left", status: "live" });
    p.last().signs.data("2", "two left");
    expect(p.state().data).toBe("two left");
    p.pass(3_600_000);
    expect(p.opened).toHaveLength(1);
  });

  it("comes back with the last id, and counts as live when nothing changed", () => {
    const p = page();
    p.last().signs.data("7", "three left");
    p.last().signs.down();
    expect(p.state().status).toBe("live");
    p.pass(patience.retry);
    expect(p.last().lastId).toBe("7");
    p.last().signs.up();
    p.pass(60_000);
    expect(p.state()).toEqual({ data: "three left", status: "live" });
  });

  it("says that it is stale after some seconds without a connection, and keeps the last state", () => {
    const p = page();
    p.last().signs.data("7", "three left");
    p.last().signs.down();
    for (let waited = 0; waited < patience.stale - 500; waited += 500) {
      p.pass(500);
      if (p.open()) p.last().signs.down();
      expect(p.state().status).toBe("live");
    }
    p.pass(500);
    expect(p.state()).toEqual({ data: "three left", status: "stale" });
    while (p.open() === 0) p.pass(500);
    p.last().signs.up();
    expect(p.state().status).toBe("live");
  });

  it("tries another connection when one never answers", () => {
    const p = page();
    p.pass(patience.answer + patience.retry);
    expect(p.opened.map((c) => c.closed)).toEqual([true, false]);
    expect(p.state().status).toBe("stale");
  });

  it("waits longer after each failure, never longer than half a minute", () => {
    const p = page();
    for (let i = 0; i < 12; i++) {
      const before = p.opened.length;
      p.last().signs.down();
      p.pass(Math.min(patience.longestRetry, patience.retry * 2 ** i) - 1);
      expect(p.opened).toHaveLength(before);
      p.pass(1);
      expect(p.opened).toHaveLength(before + 1);
    }
  });

  it("lets go of the connection in a hidden tab and resumes at once when it is shown", () => {
    const p = page();
    p.last().signs.data("7", "three left");
    p.feed.hide();
    p.pass(patience.hidden - 1);
    expect(p.open()).toBe(1);
    p.pass(1);
    expect(p.open()).toBe(0);
    p.pass(10 * 3_600_000);
    expect([p.open(), p.timers()]).toEqual([0, 0]);
    p.feed.show();
    expect([p.open(), p.last().lastId]).toEqual([1, "7"]);
    p.last().signs.data("9", "sold out");
    expect(p.state()).toEqual({ data: "sold out", status: "live" });
  });

  it("keeps its connection over a short look elsewhere", () => {
    const p = page();
    p.last().signs.up();
    p.feed.hide();
    p.pass(patience.hidden - 1);
    p.feed.show();
    p.pass(60_000);
    expect(p.opened).toHaveLength(1);
  });

  it("does not wait for the next try when the page is shown, or the network is back", () => {
    for (const sign of ["show", "online"] as const) {
      const p = page();
      for (let i = 0; i < 5; i++) {
        p.last().signs.down();
        p.pass(patience.longestRetry);
      }
      p.last().signs.down();
      const before = p.opened.length;
      p.feed[sign]();
      expect(p.opened).toHaveLength(before + 1);
    }
  });

  it("reopens after the machine slept, though the connection looks alive", () => {
    const p = page();
    p.last().signs.data("7", "three left");
    p.sleep(8 * 3_600_000);
    p.pass(patience.tick);
    expect([p.opened.length, p.open(), p.last().lastId]).toEqual([2, 1, "7"]);
  });

  it("goes into the browser's cache without a connection or a timer", () => {
    const p = page();
    p.last().signs.up();
    p.feed.leave();
    expect([p.open(), p.timers()]).toEqual([0, 0]);
    p.feed.online();
    expect(p.open()).toBe(0);
    p.feed.show();
    expect(p.open()).toBe(1);
  });

  it("hears nothing from connections it left", () => {
    const p = page();
    const first = p.last();
    first.signs.down();
    p.pass(patience.retry);
    p.last().signs.data("2", "new");
    first.signs.data("1", "old");
    first.signs.down();
    expect(p.state().data).toBe("new");
    expect(p.open()).toBe(1);
  });

  it("has at most one connection, and one within half a minute of any trouble while the page is shown", () => {
    const step = fc.oneof(
      fc.constantFrom("down", "up", "hide", "show", "leave", "offline", "online"),
      fc.nat({ max: 40_000 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (steps, jitter) => {
        const p = page(() => jitter);
        for (const one of steps) {
          if (typeof one === "number") p.pass(one);
          else if (one === "up" || one === "down") p.last().signs[one]();
          else p.feed[one as "hide"]();
          expect(p.open()).toBeLessThanOrEqual(1);
        }
        p.feed.show();
        for (let waited = 0; p.open() === 0 && waited < patience.longestRetry; waited += 1_000) p.pass(1_000);
        expect(p.open()).toBe(1);
        p.last().signs.up();
        p.pass(3_600_000);
        expect(p.open()).toBe(1);
        p.feed.close();
        expect([p.open(), p.timers()]).toEqual([0, 0]);
      }),
    );
  });
});
