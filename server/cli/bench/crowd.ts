// A crowd: so many at a time work off a list of tasks, each of which is timed from its own beginning to its answer.

export type Timed<T> = { ms: number; answer: T };

/** Runs every task, `size` at a time; how long it took in all (ms) and each one's time. */
export async function crowd<T>(
  size: number,
  tasks: readonly (() => Promise<T>)[],
): Promise<{ wallMs: number; timed: Timed<T>[] }> {
  const timed: Timed<T>[] = [];
  let next = 0;
  const one = async () => {
    for (let task = tasks[next++]; task; task = tasks[next++]) {
      const start = performance.now();
      const answer = await task();
      timed.push({ ms: performance.now() - start, answer });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: size }, one));
  return { wallMs: performance.now() - start, timed };
}
