import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "./db.ts";
import { answerOnce, type KeyedRequest } from "./idempotency.ts";
import { inTx } from "./tx.ts";

const request = (changes: Partial<KeyedRequest> = {}): KeyedRequest => ({
  scope: "user:usr_test",
  endpoint: "test.count",
  key: randomUUID(),
  input: { counter: "a" },
  ...changes,
});

/** The effect to happen once: a counter goes up by one. */
const countUp = (key: string) =>
  inTx(async (tx) => {
    const { value } = await tx.counter.upsert({
      where: { key },
      create: { key, value: 1 },
      update: { value: { increment: 1 } },
    });
    return { value, at: new Date(0), big: 7n };
  });
const counted = async (key: string) => (await db().counter.findUnique({ where: { key } }))?.value ?? 0;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "answered",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const rowOf = ({ scope, endpoint, key }: KeyedRequest) =>
  db().idempotencyKey.findUnique({ where: { scope_endpoint_key: { scope, endpoint, key } } });
/** What this process knows of running requests is forgotten: the next one comes to another process. */
const inAnotherProcess = () => (globalThis as { comptoirKeys?: Map<string, string> }).comptoirKeys?.clear();
const leaseRunsOut = ({ key }: KeyedRequest) =>
  db().$executeRaw`UPDATE idempotency_key SET lease_until = now() - interval '1 second' WHERE key = ${key}`;
const never = () => new Promise<never>(() => {});

describe("a request with a key", () => {
  it("is answered again without a second effect, with what it answered first", async () => {
    const [asked, counter] = [request(), randomUUID()];
    const first = await answerOnce(asked, () => countUp(counter));
    const again = await answerOnce(asked, () => countUp(counter));
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(again.value).toEqual(first.value);
    expect(again.value).toEqual({ value: 1, at: new Date(0), big: 7n });
    expect(await counted(counter)).toBe(1);
  });

  const others: { name: string; change: (asked: KeyedRequest) => KeyedRequest; answer: string; effects: number }[] = [
    { name: "itself", change: (asked) => asked, answer: "answered", effects: 1 },
    {
      name: "its fields in another order",
      change: (asked) => ({ ...asked, input: { b: { d: 1, c: 2 }, a: 1 } }),
      answer: "answered",
      effects: 1,
    },
    {
      name: "another input",
      change: (asked) => ({ ...asked, input: { a: 2, b: { c: 2, d: 1 } } }),
      answer: "idempotency_key_reused",
      effects: 1,
    },
    {
      name: "somebody else's",
      change: (asked) => ({ ...asked, scope: "user:usr_other" }),
      answer: "answered",
      effects: 2,
    },
    {
      name: "of another procedure",
      change: (asked) => ({ ...asked, endpoint: "test.other" }),
      answer: "answered",
      effects: 2,
    },
    { name: "another key", change: (asked) => ({ ...asked, key: randomUUID() }), answer: "answered", effects: 2 },
  ];
  it.each(others)("then $name: $answer, $effects in all", async ({ change, answer, effects }) => {
    const [asked, counter] = [request({ input: { a: 1, b: { c: 2, d: 1 } } }), randomUUID()];
    await answerOnce(asked, () => countUp(counter));
    expect(await codeOf(answerOnce(change(asked), () => countUp(counter)))).toBe(answer);
    expect(await counted(counter)).toBe(effects);
  });

  it("keeps nothing of an error that changed nothing, so that it may be corrected under the same key", async () => {
    const [asked, counter] = [request(), randomUUID()];
    const failing = async () => {
      await inTx(async (tx) => {
        await tx.counter.create({ data: { key: counter, value: 1 } });
        throw new Error("refused");
      });
    };
    expect(await codeOf(answerOnce(asked, failing))).toBe("refused");
    expect(await rowOf(asked)).toBeNull();
    const corrected = { ...asked, input: { counter: "b" } };
    expect((await answerOnce(corrected, () => countUp(counter))).replayed).toBe(false);
    expect(await counted(counter)).toBe(1);
  });

  it("stores no answer in the clear", async () => {
    const asked = request();
    await answerOnce(asked, async () => ({ token: "very-secret-link" }));
    const row = await rowOf(asked);
    expect(row).toMatchObject({ status: "done", owner: null, leaseUntil: null });
    expect(JSON.stringify(row)).not.toContain("very-secret");
    expect((await answerOnce(asked, async () => ({ token: "another" }))).value).toEqual({ token: "very-secret-link" });
  });

  it("is a new one after a day", async () => {
    const [asked, counter] = [request(), randomUUID()];
    await answerOnce(asked, () => countUp(counter));
    await db()
      .$executeRaw`UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = ${asked.key}`;
    const later = await answerOnce({ ...asked, input: "other" }, () => countUp(counter));
    expect(later).toMatchObject({ replayed: false, value: { value: 2 } });
    expect((await answerOnce({ ...asked, input: "other" }, () => countUp(counter))).value).toMatchObject({ value: 2 });
  });

  it("is over once it is answered: what runs on after that is nobody's attempt", async () => {
    const [asked, counter] = [request(), randomUUID()];
    let later: Promise<unknown> | undefined;
    let go = () => {};
    const answered = new Promise<void>((resolve) => {
      go = resolve;
    });
    await answerOnce(asked, async () => {
      later = answered.then(() => countUp(counter));
      return "first";
    });
    go();
    await later;
    expect(await counted(counter)).toBe(1);
    expect((await answerOnce(asked, async () => "second")).value).toBe("first");
  });
});

describe("fifty at once with one key", () => {
  it.each([
    { where: "one process", apart: false },
    { where: "many processes", apart: true },
  ])("in $where: one effect, the others are told to wait or get the answer", async ({ apart }) => {
    const [asked, counter] = [request(), randomUUID()];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => {
        if (apart) inAnotherProcess();
        return answerOnce(asked, () => countUp(counter));
      }),
    );
    expect(await counted(counter)).toBe(1);
    const said = outcomes.map((o) =>
      o.status === "fulfilled" ? (o.value.replayed ? "replay" : "first") : o.reason.code,
    );
    expect(said.filter((word) => word === "first")).toHaveLength(1);
    expect([...new Set(said)].sort()).toEqual(expect.not.arrayContaining(["internal"]));
    for (const word of said) expect(["first", "replay", "idempotency_in_progress"]).toContain(word);
    expect(await answerOnce(asked, () => countUp(counter))).toMatchObject({ replayed: true, value: { value: 1 } });
  });

  it("tells when to come back, and another input what it did wrong", async () => {
    const asked = request();
    const running = answerOnce(asked, never);
    running.catch(() => {});
    await expect(answerOnce(asked, never)).rejects.toMatchObject({
      kind: "conflict",
      code: "idempotency_in_progress",
      details: { retryAfter: 1 },
    });
    expect(await codeOf(answerOnce({ ...asked, input: "other" }, never))).toBe("idempotency_key_reused");
    inAnotherProcess();
  });
});

describe("a process that dies", () => {
  const counters = () => [randomUUID(), randomUUID()] as const;
  /** Two transactions with something in between and after, as placing an order has. */
  const twoSteps = (one: string, two: string, between: () => Promise<void>, after: () => Promise<void>) => async () => {
    const first = await countUp(one);
    await between();
    const second = await countUp(two);
    await after();
    return { first: first.value, second: second.value, when: first.at };
  };
  const done = async () => {};

  it.each([
    { when: "before anything is committed", between: done, after: done, dies: "before", counts: [0, 0] },
    { when: "between its transactions", between: never, after: done, dies: "between", counts: [1, 0] },
    { when: "between its last commit and its answer", between: done, after: never, dies: "after", counts: [1, 1] },
  ])("$when: the next attempt goes on from there", async ({ between, after, dies, counts }) => {
    const asked = request();
    const [one, two] = counters();
    const dead = answerOnce(asked, dies === "before" ? never : twoSteps(one, two, between, after));
    dead.catch(() => {});
    await expect.poll(async () => [await counted(one), await counted(two)]).toEqual(counts);
    inAnotherProcess();
    if (dies !== "before") {
      expect(await codeOf(answerOnce(asked, twoSteps(one, two, done, done)))).toBe("idempotency_in_progress");
      await leaseRunsOut(asked);
    }
    const { value } = await answerOnce(asked, twoSteps(one, two, done, done));
    expect(value).toEqual({ first: 1, second: 1, when: new Date(0) });
    expect([await counted(one), await counted(two)]).toEqual([1, 1]);
    const again = await answerOnce(asked, twoSteps(one, two, done, done));
    expect(again).toMatchObject({ replayed: true, value });
  });

  it("was only frozen: it wakes, changes nothing more and hears what the other answered", async () => {
    const asked = request();
    const [one, two] = counters();
    let wake = () => {};
    const frozen = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const sleeper = answerOnce(
      asked,
      twoSteps(one, two, () => frozen, done),
    );
    await expect.poll(() => counted(one)).toBe(1);
    inAnotherProcess();
    await leaseRunsOut(asked);
    const other = await answerOnce(asked, twoSteps(one, two, done, done));
    wake();
    expect((await sleeper).value).toEqual(other.value);
    expect([await counted(one), await counted(two)]).toEqual([1, 1]);
  });

  it("of ten who come after it only one goes on", async () => {
    const asked = request();
    const [one, two] = counters();
    answerOnce(asked, twoSteps(one, two, never, done)).catch(() => {});
    await expect.poll(() => counted(one)).toBe(1);
    await leaseRunsOut(asked);
    const said = await Promise.all(
      Array.from({ length: 10 }, () => {
        inAnotherProcess();
        return codeOf(answerOnce(asked, twoSteps(one, two, done, done)));
      }),
    );
    expect(said.filter((word) => word === "answered").length).toBeGreaterThan(0);
    for (const word of said) expect(["answered", "idempotency_in_progress"]).toContain(word);
    expect([await counted(one), await counted(two)]).toEqual([1, 1]);
  });
});

it("an attempt that fails half-way is continued by the next, at once", async () => {
  const [asked, counter] = [request(), randomUUID()];
  let provider = "down";
  const work = async () => {
    const { value } = await countUp(counter);
    if (provider === "down") throw new Error("provider down");
    return value;
  };
  expect(await codeOf(answerOnce(asked, work))).toBe("provider down");
  expect(await codeOf(answerOnce({ ...asked, input: "other" }, work))).toBe("idempotency_key_reused");
  provider = "up";
  expect((await answerOnce(asked, work)).value).toBe(1);
  expect(await counted(counter)).toBe(1);
});

it("runs the transactions of a request one after the other", async () => {
  const counter = randomUUID();
  const both = () => Promise.all([countUp(counter), countUp(counter)]);
  expect(await codeOf(answerOnce(request(), both))).toMatch(/one after the other/);
});
