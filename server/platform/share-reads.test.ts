import { expect, test } from "vitest";
import { shareReads } from "./share-reads.ts";

function slowReading() {
  const answers: { tell: (value: string) => void; fail: (error: Error) => void }[] = [];
  const read = shareReads(
    (key) =>
      new Promise<string>((resolve, reject) =>
        answers.push({ tell: (value) => resolve(`${key} ${value}`), fail: reject }),
      ),
  );
  return { read, answers };
}

test("who comes while it is read waits for the next reading, all of them for the same one", async () => {
  const { read, answers } = slowReading();
  const first = read("a");
  const late = [read("a"), read("a"), read("a")];
  expect(answers).toHaveLength(1);
  answers[0]?.tell("old");
  expect(await first).toBe("a old");
  await new Promise((done) => setTimeout(done));
  expect(answers).toHaveLength(2);
  const later = read("a");
  answers[1]?.tell("new");
  expect(await Promise.all(late)).toEqual(["a new", "a new", "a new"]);
  await new Promise((done) => setTimeout(done));
  answers[2]?.tell("newest");
  expect(await later).toBe("a newest");
});

test("nothing is kept: who asks alone is read for alone, and other keys are others", async () => {
  const { read, answers } = slowReading();
  const [a, b] = [read("a"), read("b")];
  answers[0]?.tell("1");
  answers[1]?.tell("2");
  expect(await Promise.all([a, b])).toEqual(["a 1", "b 2"]);
  const again = read("a");
  expect(answers).toHaveLength(3);
  answers[2]?.tell("3");
  expect(await again).toBe("a 3");
});

test("a reading that fails is the failure of those who shared it, not of the next", async () => {
  const { read, answers } = slowReading();
  const first = read("a");
  const late = read("a");
  answers[0]?.fail(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  await new Promise((done) => setTimeout(done));
  answers[1]?.tell("back");
  expect(await late).toBe("a back");
});
