import { describe, expect, it } from "vitest";
import { KeptAnswers } from "./kept-answers.ts";

function desk() {
  const kept = new KeptAnswers<number>();
  const [synonyms, others] = [{}, {}];
  let asked = 0;
  const count = async () => ++asked;
  return { kept, synonyms, others, count, ask: (question: string) => kept.of(question, synonyms, count) };
}

describe("kept answers", () => {
  it("are given again until something changes", async () => {
    const { kept, ask } = desk();
    expect([await ask("a"), await ask("a"), await ask("b"), await ask("a")]).toEqual([1, 1, 2, 1]);
    kept.forget();
    expect([await ask("a"), await ask("b")]).toEqual([3, 4]);
  });

  it("are shared by all who ask at the same moment, and forgotten with a change in between", async () => {
    const { kept, ask } = desk();
    const [one, other] = [ask("a"), ask("a")];
    kept.forget();
    const later = ask("a");
    expect(await Promise.all([one, other, later])).toEqual([1, 1, 2]);
    expect(await ask("a")).toBe(2);
  });

  it("are new with other synonyms", async () => {
    const { kept, others, count, ask } = desk();
    expect([await ask("a"), await kept.of("a", others, count), await kept.of("a", others, count)]).toEqual([1, 2, 2]);
  });

  it("are no failures", async () => {
    const { kept, synonyms, ask } = desk();
    await expect(kept.of("a", synonyms, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await ask("a")).toBe(1);
  });

  it("are so many, those asked for lately", async () => {
    const { ask } = desk();
    for (let i = 0; i < 1_000; i++) await ask(`q${i}`);
    expect(await ask("q0")).toBe(1);
    await ask("one more");
    expect([await ask("q0"), await ask("q1")]).toEqual([1, 1_002]);
  });
});
