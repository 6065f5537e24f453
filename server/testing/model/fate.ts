// What may happen to one client's attempt: small pauses, and one cut at a chosen statement or call of the provider. Nothing
// in production knows of it: the driver's `query` is wrapped for the time of a test, and whose statement it is tells the
// asynchronous context it is sent from.
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { DomainError } from "#server/kernel/errors.ts";
import type { Crash } from "./commands.ts";

/** A small generator of repeatable random numbers in [0, 1) (mulberry32). */
export function random(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Fate {
  #left: number;
  readonly #crash: Crash | null;
  readonly #next: () => number;

  constructor(crash: Crash | null, next: () => number) {
    this.#crash = crash;
    this.#left = crash?.nth ?? 0;
    this.#next = next;
  }

  /** What happens at this statement or call. */
  at(place: Crash["at"]): Crash["when"] | "nothing" {
    if (this.#crash?.at !== place || this.#left === 0) return "nothing";
    this.#left -= 1;
    return this.#left === 0 ? this.#crash.when : "nothing";
  }

  /** Milliseconds to wait first: mostly none. */
  pause(): number {
    const roll = this.#next();
    return roll < 0.7 ? 0 : Math.floor(roll * 4);
  }
}

const fates = new AsyncLocalStorage<Fate>();

/** Runs work under a fate. */
export const under = <T>(fate: Fate, work: () => Promise<T>): Promise<T> => fates.run(fate, work);

type Query = (this: Client, ...args: unknown[]) => unknown;
type Client = pg.Client & { connection: { stream: { destroy(): void } } };
const lost = () => new Error("Connection terminated unexpectedly");

/** Wraps the driver until the answered function is called. */
export function letFateQuery(): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;

  prototype.query = function query(...args) {
    const fate = fates.getStore();
    if (!fate) return original.apply(this, args);
    const what = fate.at("statement");
    if (what === "before") this.connection.stream.destroy();
    const callback = args.at(-1);
    if (typeof callback === "function") {
      const done = callback as (error: Error | null, result?: unknown) => void;
      const answer = (error: Error | null, result?: unknown) => {
        if (what === "after") this.connection.stream.destroy();
        done(what === "after" ? lost() : error, result);
      };
      setTimeout(() => original.apply(this, [...args.slice(0, -1), answer]), fate.pause());
      return undefined;
    }
    return (async () => {
      const pause = fate.pause();
      if (pause) await wait(pause);
      const result = await original.apply(this, args);
      if (what !== "after") return result;
      // It was carried out, and nobody will ever hear of it.
      this.connection.stream.destroy();
      throw lost();
    })();
  };
  return () => {
    prototype.query = original;
  };
}

/** A call of the provider: it may not arrive, or its answer may not come back. */
export async function throughNetwork<T>(effect: () => T): Promise<T> {
  const fate = fates.getStore();
  const what = fate?.at("provider") ?? "nothing";
  const unreachable = () => new DomainError("unavailable", "payments.provider_unavailable");
  await wait(fate?.pause() ?? 0);
  if (what === "before") throw unreachable();
  const answer = effect();
  await wait(fate?.pause() ?? 0);
  if (what === "after") throw unreachable();
  return answer;
}
