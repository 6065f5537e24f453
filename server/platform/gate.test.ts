import { describe, expect, it, vi } from "vitest";
import { Gate } from "./gate.ts";

/** Work that lasts until told otherwise, and notes when it began. */
function job(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = (waited: boolean) => {
    log.push(waited ? `${name} waited` : name);
    return promise;
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

describe("the gate", () => {
  it("lets so many in and serves the others in the order they came", async () => {
    const gate = new Gate(() => 2, 1000);
    const log: string[] = [];
    const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => job(log, name));
    const results = [a!, b!, c!, d!].map((one) => gate.through(one.work));
    await Promise.resolve();
    expect(log).toEqual(["a", "b"]);
    b!.end();
    await results[1];
    expect(log).toEqual(["a", "b", "c waited"]);
    a!.end();
    await results[0];
    expect(log).toEqual(["a", "b", "c waited", "d waited"]);
    c!.end();
    d!.end();
    expect(await Promise.all(results)).toEqual(["a", "b", "c", "d"]);
    // Empty again: nobody waits.
    const e = job(log, "e");
    e.end();
    await gate.through(e.work);
    expect(log.at(-1)).toBe("e");
  });

  it("hands the place on when work fails", async () => {
    const gate = new Gate(() => 1, 1000);
    const log: string[] = [];
    const [a, b] = [job(log, "a"), job(log, "b")];
    const [first, second] = [gate.through(a.work), gate.through(b.work)];
    a.fail();
    await expect(first).rejects.toThrow("a");
    b.end();
    expect(await second).toBe("b");
  });

  it("turns away who would wait too long, and only them", async () => {
    vi.useFakeTimers();
    const gate = new Gate(() => 1, 1000);
    const log: string[] = [];
    const [a, b, c] = [job(log, "a"), job(log, "b"), job(log, "c")];
    const first = gate.through(a.work);
    const second = gate.through(b.work);
    const refused = expect(second).rejects.toMatchObject({ kind: "unavailable" });
    await vi.advanceTimersByTimeAsync(600);
    const third = gate.through(c.work);
    await vi.advanceTimersByTimeAsync(600);
    await refused;
    a.end();
    await first;
    c.end();
    expect(await third).toBe("c");
    expect(log).toEqual(["a", "c waited"]);
    vi.useRealTimers();
  });
});
