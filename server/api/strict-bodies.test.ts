import { initTRPC } from "@trpc/server";
import { createOpenApiFetchHandler, type OpenApiMeta } from "trpc-to-openapi";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { keepBodiesStrict } from "./strict-bodies.ts";

function makeRouter() {
  const t = initTRPC.meta<OpenApiMeta>().create();
  const deep = z.strictObject({ on: z.boolean() });
  return t.router({
    add: t.procedure
      .meta({ openapi: { method: "POST", path: "/add" } })
      .input(z.strictObject({ quantity: z.number().positive().optional(), deep: deep.optional() }))
      .output(z.unknown())
      .mutation(({ input }) => input),
    list: t.procedure
      .meta({ openapi: { method: "GET", path: "/list" } })
      .input(z.strictObject({ limit: z.number() }))
      .output(z.unknown())
      .query(({ input }) => input),
  });
}
type Router = ReturnType<typeof makeRouter>;

const rest = (router: Router, path: string, body?: object) =>
  createOpenApiFetchHandler({
    endpoint: "/",
    router,
    req: new Request(`http://shop${path}`, {
      method: body ? "POST" : "GET",
      ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
    }),
  });

describe("bodies", () => {
  it("would be coerced for good by the adapter", async () => {
    const router = makeRouter();
    expect((await rest(router, "/add", { quantity: "1e3" })).status).toBe(200);
  });

  it("stay strict, at both doors and however often they are used", async () => {
    const router = makeRouter();
    keepBodiesStrict(router);
    for (const body of [{ quantity: "1e3" }, { quantity: true }, { quantity: null }, { deep: { on: "false" } }]) {
      expect((await rest(router, "/add", body)).status, JSON.stringify(body)).toBe(400);
      await expect(router.createCaller({}).add(body as never)).rejects.toThrow();
    }
    expect((await rest(router, "/add", { quantity: 3, deep: { on: false } })).status).toBe(200);
  });

  it("leave query strings readable", async () => {
    const router = makeRouter();
    keepBodiesStrict(router);
    const answer = await rest(router, "/list?limit=20");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ limit: 20 });
  });
});
