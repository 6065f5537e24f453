"use client";
import { useEffect, useRef, useState } from "react";
import { type FeedState, type Open, openFeed, type Signs, type Surroundings } from "./live-feed.ts";

const browser: Surroundings = {
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** What a tRPC subscription tells of its connection, as signs for a feed. */
export const connectionSigns = ({ up, down }: Pick<Signs<unknown>, "up" | "down">) => ({
  onConnectionStateChange: ({ state, error }: { state: string; error: unknown }) => {
    if (state === "pending") up();
    else if (error) down();
  },
  onError: down,
  onComplete: down,
});

/**
 * Follows a stream while the page is open: over server restarts, lost networks, sleep, and a night in a hidden tab, after
 * which it resumes at once. Another `key` is another stream; null is none.
 */
export function useLiveFeed<Data>(key: string | null, open: Open<Data>): FeedState<Data> {
  const [state, setState] = useState<FeedState<Data> & { of: string | null }>(nothing(key));
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (key === null) return;
    const feed = openFeed<Data>(
      (lastId, signs) => latest.current(lastId, signs),
      browser,
      (next) => setState({ ...next, of: key }),
    );
    const look = () => (document.visibilityState === "visible" ? feed.show() : feed.hide());
    look();
    const told: [EventTarget, string, () => void][] = [
      [document, "visibilitychange", look],
      [window, "pagehide", feed.leave],
      [window, "pageshow", look],
      [window, "offline", feed.offline],
      [window, "online", feed.online],
    ];
    for (const [target, event, hear] of told) target.addEventListener(event, hear);
    return () => {
      for (const [target, event, hear] of told) target.removeEventListener(event, hear);
      feed.close();
    };
  }, [key]);
  return state.of === key ? state : nothing(key);
}

const nothing = <Data>(of: string | null): FeedState<Data> & { of: string | null } => ({
  data: null,
  status: "opening",
  of,
});
