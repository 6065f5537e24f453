import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeptMatches } from "./kept-matches.ts";

/** A build of products that say a number each; a question asks for those that say one, ranked by how often they changed. */
function build(kept = new KeptMatches()) {
  const says = new Map<string, { word: number; rank: number }>();
  const asked: (readonly string[] | undefined)[] = [];
  const fresh = (word: number, only?: readonly string[]) =>
    new Map([...says].flatMap(([id, of]) => (of.word === word && (!only || only.includes(id)) ? [[id, of.rank]] : [])));
  return {
    asked,
    fresh,
    put(id: string, word: number | null) {
      if (word === null) says.delete(id);
      else says.set(id, { word, rank: (says.get(id)?.rank ?? 0) + 1 });
      kept.noteChange(id);
    },
    ask: (word: number) =>
      kept.scores(`who says ${word}?`, async (only) => {
        asked.push(only);
        return fresh(word, only);
      }),
  };
}

describe("kept matches", () => {
  it("are what would be matched anew, whatever changed in between", async () => {
    const change = fc.record({ id: fc.nat(40).map((n) => `p${n}`), word: fc.option(fc.nat(3)), times: fc.nat(250) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(change, fc.nat(3)), { maxLength: 40 }), async (steps) => {
        const of = build();
        for (const step of steps) {
          if (typeof step === "number") expect(await of.ask(step)).toEqual(of.fresh(step));
          // Sometimes so many that nobody knows any more which.
          else for (let i = 0; i <= (step.times > 230 ? step.times * 2 : 1); i++) of.put(step.id, step.word);
        }
        for (const word of [0, 1, 2, 3]) expect(await of.ask(word)).toEqual(of.fresh(word));
      }),
      { numRuns: 300 },
    );
  });

  it("look only at what changed, and at nothing when nothing did", async () => {
    const of = build();
    of.put("a", 1);
    of.put("b", 1);
    await of.ask(1);
    await of.ask(1);
    expect(of.asked).toEqual([undefined]);
    of.put("b", 2);
    of.put("c", 1);
    of.put("b", 3);
    expect([...(await of.ask(1)).keys()]).toEqual(["a", "c"]);
    expect(of.asked).toEqual([undefined, ["b", "c"]]);
  });

  it("forget what was asked for longest ago when there is too much", async () => {
    const kept = new KeptMatches();
    const times = new Map<string, number>();
    const ask = (question: string, size: number) =>
      kept.scores(question, async () => {
        times.set(question, (times.get(question) ?? 0) + 1);
        return new Map(Array.from({ length: size }, (_, i) => [`${question}${i}`, 1]));
      });
    await ask("large", 200_000);
    await ask("small", 10);
    await ask("large", 200_000);
    await ask("other", 150_000);
    await ask("other", 150_000);
    // "small" was asked for before "large" was again, and both had to go for "other".
    expect(Object.fromEntries(times)).toEqual({ large: 1, small: 1, other: 1 });
    await ask("large", 200_000);
    expect(times.get("large")).toBe(2);
  });

  it("keep nothing of a question that failed", async () => {
    const kept = new KeptMatches();
    await expect(kept.scores("?", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(await kept.scores("?", async () => new Map([["a", 1]]))).toEqual(new Map([["a", 1]]));
  });
});
