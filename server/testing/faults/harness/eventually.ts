import { setTimeout as wait } from "node:timers/promises";

/** What the shop promises: after any fault it is itself again within a minute. */
export const recoveryMs = 60_000;

/** Waits for a state, never for a time. Throws when it has not come within the promised minute. */
export async function eventually(
  state: string,
  holds: () => Promise<boolean> | boolean,
  within: number = recoveryMs,
): Promise<void> {
  const end = Date.now() + within;
  let last: unknown;
  for (;;) {
    try {
      if (await holds()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`not within ${within / 1000} s: ${state}`, { cause: last });
    await wait(100);
  }
}
