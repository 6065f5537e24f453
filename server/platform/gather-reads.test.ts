import { expect, test } from "vitest";
import { gatherReads } from "./gather-reads.ts";

const breathe = () => new Promise((done) => setTimeout(done));

function slowReading() {
  const readings: { keys: string[]; tell: () => void; fail: (error: Error) => void }[] = [];
  const read = gatherReads(
    (keys: string[]) =>
      new Promise<Map<string, string>>((resolve, reject) => {
        const n = readings.length;
        const found = keys.filter((key) => key !== "unknown").map((key) => [key, `${key} ${n}`] as const);
        readings.push({ keys, tell: () => resolve(new Map(found)), fail: reject });
      }),
  );
  return { read, readings };
}

test("who asks alone is read for at once; those who come meanwhile are read for together", async () => {
  const { read, readings } = slowReading();
  const first = read("a");
  const late = [read("b"), read("c"), read("b"), read("a")];
  expect(readings.map(({ keys }) => keys)).toEqual([["a"]]);
  readings[0]?.tell();
  expect(await first).toBe("a 0");
  await breathe();
  expect(readings.map(({ keys }) => keys)).toEqual([["a"], ["b", "c", "a"]]);
  readings[1]?.tell();
  expect(await Promise.all(late)).toEqual(["b 1", "c 1", "b 1", "a 1"]);
});

test("nothing is kept, and what is not found is not there", async () => {
  const { read, readings } = slowReading();
  const unknown = read("unknown");
  readings[0]?.tell();
  expect(await unknown).toBeUndefined();
  const again = read("a");
  expect(readings[1]?.keys).toEqual(["a"]);
  readings[1]?.tell();
  expect(await again).toBe("a 1");
});

test("a reading that fails is the failure of those it was for, not of the next", async () => {
  const { read, readings } = slowReading();
  const first = read("a");
  const late = read("b");
  readings[0]?.fail(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  await breathe();
  readings[1]?.tell();
  expect(await late).toBe("b 1");
});
