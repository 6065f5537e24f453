import { createTRPCClient, httpLink } from "@trpc/client";
import { describe, expect, it, vi } from "vitest";
import type { AppRouter } from "#server/api/root.ts";
import { keyHeader, onceLinks } from "./once-link.ts";

type Said = { status: number; code?: string };

/** A client of a server that answers as told, in turn; what it was sent. */
function clientOf(...said: (Said | "lost")[]) {
  const keys: (string | null)[] = [];
  const bodies: unknown[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    keys.push(new Headers(init?.headers).get("idempotency-key"));
    bodies.push(init?.body);
    const answer = said.shift() ?? { status: 200 };
    if (answer === "lost") throw new TypeError("fetch failed");
    const { status, code } = answer;
    const body =
      status === 200
        ? { result: { data: { done: true } } }
        : { error: { message: code, code: -32000, data: { httpStatus: status, wire: { code, details: {} } } } };
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  };
  const client = createTRPCClient<AppRouter>({
    links: [
      ...onceLinks,
      httpLink({ url: "http://shop.test", fetch: fetch as never, headers: ({ op }) => keyHeader(op) }),
    ],
  });
  return { client, keys, bodies };
}

const answer = async (work: Promise<unknown>) => {
  const settled = work.then(
    () => "done",
    (error: Error) => error.message,
  );
  await vi.runAllTimersAsync();
  return settled;
};

describe("a change", () => {
  vi.useFakeTimers();
  const cases: { name: string; said: (Said | "lost")[]; sent: number; ends: string }[] = [
    { name: "answered at once", said: [{ status: 200 }], sent: 1, ends: "done" },
    { name: "whose answer is lost", said: ["lost", { status: 200 }], sent: 2, ends: "done" },
    { name: "never answered", said: ["lost", "lost", "lost"], sent: 3, ends: "fetch failed" },
    {
      name: "to come back with",
      said: [{ status: 503, code: "unavailable" }, { status: 200 }],
      sent: 2,
      ends: "done",
    },
    {
      name: "still running",
      said: [...Array(8).fill({ status: 409, code: "idempotency_in_progress" }), { status: 200 }],
      sent: 9,
      ends: "done",
    },
    { name: "refused", said: [{ status: 409, code: "stock.not_enough" }], sent: 1, ends: "stock.not_enough" },
    { name: "broken", said: [{ status: 500, code: "internal" }], sent: 1, ends: "internal" },
  ];
  it.each(cases)("$name is sent $sent times under one key: $ends", async ({ said, sent, ends }) => {
    const { client, keys } = clientOf(...said);
    expect(await answer(client.account.profile.signOutEverywhere.mutate())).toBe(ends);
    expect(keys).toHaveLength(sent);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("without an input still says something: an empty body would be refused", async () => {
    const { client, bodies } = clientOf();
    await answer(client.account.profile.signOutEverywhere.mutate());
    expect(bodies).toEqual(["{}"]);
  });

  it("has another key than the one before, unless its caller names one", async () => {
    const { client, keys } = clientOf();
    const { mutate } = client.account.profile.signOutEverywhere;
    await answer(mutate());
    await answer(mutate());
    await answer(mutate(undefined, { context: { idempotencyKey: "press-1" } }));
    await answer(mutate(undefined, { context: { idempotencyKey: "press-1" } }));
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys.slice(2)).toEqual(["press-1", "press-1"]);
  });

  it("is repeated here only: questions are asked again by the query cache", async () => {
    const { client, keys } = clientOf("lost");
    expect(await answer(client.shop.cart.get.query())).toBe("fetch failed");
    expect(keys).toEqual([null]);
  });
});
