// Can what happened be explained? Several clients at once, each told something, some never answered: the checker looks for
// one order of the atomic steps, within the times that were measured, in which a model gives every client the very answer it
// got and ends in the state that is there (linearisability: Herlihy & Wing, "Linearizability: a correctness condition for
// concurrent objects", ACM TOPLAS 12(3), 1990; the search follows Wing & Gong, "Testing and verifying concurrent objects", 1993).

/** Where an operation stands between its steps; plain JSON. */
export type Memory = { pc: number; [key: string]: unknown };

/** One way in which the next step may go. `answer` ends the operation. */
export type Choice<S> = { state: S; memory?: Memory; answer?: string };

/** An operation as the model sees it: what its next step may do. It never changes what it is given. */
export type Program<S> = (state: S, memory: Memory) => Choice<S>[];

export type Operation<S> = {
  /** As a reader sees it: "c2 pays s0". */
  text: string;
  program: Program<S>;
  /** Milliseconds; between the two its steps took place. */
  start: number;
  end: number;
  /** What the client was told; null when the answer was lost: any part of it, from nothing to everything, was done. */
  answer: string | null;
};

export type Verdict = { explained: true } | { explained: false; reason: string };

type Progress = readonly (Memory | "done")[];

const begun = (memory: Memory | "done") => memory === "done" || memory.pc !== 0 || Object.keys(memory).length > 1;

/** Which operations may take their next step: nobody who had ended before it began still has steps to take. */
function mayStep<S>(operations: readonly Operation<S>[], progress: Progress, i: number): boolean {
  const { start } = operations[i] as Operation<S>;
  if (progress[i] === "done") return false;
  if (begun(progress[i] as Memory)) return true;
  return operations.every((other, j) => progress[j] === "done" || other.answer === null || other.end >= start);
}

/**
 * Looks for an explanation that ends in a state `isFinal` accepts. Gives up, unexplained, after `budget` different
 * situations; `isFinal` answers a reason when it refuses.
 */
export function explain<S>(
  initial: S,
  operations: readonly Operation<S>[],
  isFinal: (state: S) => string | null,
  budget = 300_000,
): Verdict {
  const seen = new Set<string>();
  let refusal: string | null = null;
  let deepest = { count: -1, stuck: "" };

  const search = (state: S, progress: Progress): boolean => {
    const key = JSON.stringify([progress, state]);
    if (seen.has(key) || seen.size >= budget) return false;
    seen.add(key);
    const open = operations.flatMap((operation, i) => (progress[i] === "done" ? [] : [{ operation, i }]));
    const waiting = open.filter(({ operation }) => operation.answer !== null);
    if (waiting.length === 0) {
      const no = isFinal(state);
      if (no === null) return true;
      refusal ??= no;
    }
    const count = operations.length - waiting.length;
    if (count > deepest.count) deepest = { count, stuck: waiting.map(({ operation }) => operation.text).join("; ") };
    for (const { operation, i } of open) {
      if (!mayStep(operations, progress, i)) continue;
      for (const choice of operation.program(state, progress[i] as Memory)) {
        const ends = choice.answer !== undefined;
        if (ends && operation.answer !== null && choice.answer !== operation.answer) continue;
        const next = progress.with(i, ends ? "done" : (choice.memory ?? { pc: 0 }));
        if (search(choice.state, next)) return true;
      }
    }
    return false;
  };

  if (
    search(
      initial,
      operations.map((): Memory => ({ pc: 0 })),
    )
  ) {
    return { explained: true };
  }
  if (seen.size >= budget) return { explained: false, reason: `no explanation among ${budget} situations` };
  return {
    explained: false,
    reason:
      refusal ?? `no order of steps gives the answers that were given; the first that fit nowhere: ${deepest.stuck}`,
  };
}
