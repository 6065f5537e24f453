import fc from "fast-check";
import { expect, test } from "vitest";
import { askTogether } from "./ask-together.ts";

test("all that is asked within a moment is asked in as few questions as may be, and everybody hears of their own", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(30)), fc.integer({ min: 1, max: 7 }), async (wanted, most) => {
      const questions: (readonly string[])[] = [];
      const ask = askTogether({
        ...{ most, wait: 0, keyOf: ({ key }: { key: string }) => key },
        ask: async (keys) => {
          questions.push(keys);
          // Of every third nothing is known; answers come in no order.
          return keys
            .filter((key) => Number(key) % 3 > 0)
            .map((key) => ({ key }))
            .reverse();
        },
      });
      const heard = await Promise.all(wanted.map((one) => ask(String(one))));
      expect(heard).toEqual(wanted.map((one) => (one % 3 > 0 ? { key: String(one) } : null)));
      const different = new Set(wanted).size;
      expect(questions).toHaveLength(Math.ceil(different / most));
      expect(questions.every((keys) => keys.length <= most && new Set(keys).size === keys.length)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test("a question that fails, fails for those who asked it; the next is asked anew", async () => {
  let broken = true;
  const ask = askTogether({
    ...{ most: 9, wait: 0, keyOf: (key: string) => key },
    ask: async (keys) => {
      if (broken) throw new Error("no network");
      return keys;
    },
  });
  await expect(Promise.all([ask("a"), ask("b")])).rejects.toThrow("no network");
  broken = false;
  expect(await ask("a")).toBe("a");
});
