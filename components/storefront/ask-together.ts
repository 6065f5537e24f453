/** What one question for many answers, and how it is asked. */
export type Together<Answer> = {
  /** As many as one question may name. */
  most: number;
  /** Milliseconds in which others may join. */
  wait: number;
  ask: (keys: readonly string[]) => Promise<readonly Answer[]>;
  keyOf: (answer: Answer) => string;
};

type Waiting<Answer> = { key: string; answer: (found: Answer | null) => void; fail: (error: unknown) => void };

/** A question about one thing that is asked together with those that come within the same moment; null: nothing was said of it. */
export function askTogether<Answer>({ most, wait, ask, keyOf }: Together<Answer>) {
  let waiting: Waiting<Answer>[] = [];
  const flush = () => {
    const asked = waiting;
    waiting = [];
    const keys = [...new Set(asked.map(({ key }) => key))];
    for (let from = 0; from < keys.length; from += most) {
      const some = keys.slice(from, from + most);
      const theirs = asked.filter(({ key }) => some.includes(key));
      ask(some).then(
        (answers) => {
          const found = new Map(answers.map((answer) => [keyOf(answer), answer]));
          for (const { key, answer } of theirs) answer(found.get(key) ?? null);
        },
        (error) => {
          for (const { fail } of theirs) fail(error);
        },
      );
    }
  };
  return (key: string): Promise<Answer | null> =>
    new Promise((answer, fail) => {
      if (waiting.length === 0) setTimeout(flush, wait);
      waiting.push({ key, answer, fail });
    });
}
