import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, can, guestActor } from "#server/access/actor.ts";
import { type Permission, permissions } from "#server/access/permissions.ts";
import { type Role, rolePermissions } from "#server/access/roles.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { fingerprint } from "#server/testing/fingerprint.ts";
import { plainContext } from "./context.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

type Meta = { permission?: Permission; openapi?: { method: string; path: string } };
const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { meta, type } = (procedure as unknown as { _def: { meta?: Meta; type: string } })._def;
  return { path, type, permission: meta?.permission, openapi: meta?.openapi };
});

const createCaller = createCallerFactory(appRouter);
const roles = Object.keys(rolePermissions) as Role[];

/** Somebody with a role and nothing of their own. */
const actorWith = (role: Role): Actor =>
  role === "guest"
    ? guestActor
    : {
        ...guestActor,
        userId: `usr_nobody_${role}`,
        name: role,
        email: `${role}@example.com`,
        emailVerified: true,
        partnerId: null,
        roles: role === "customer" ? ["customer"] : ["customer", role],
      };

async function call(path: string, actor: Actor, input: unknown): Promise<TRPCError | "answered"> {
  let step: unknown = createCaller(plainContext({ actor }));
  for (const key of path.split(".")) step = (step as Record<string, unknown>)[key];
  try {
    const answer = await (step as (input: unknown) => Promise<unknown>)(input);
    // A subscription only begins when it is read.
    if (answer && typeof answer === "object" && Symbol.asyncIterator in answer) {
      const iterator = (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]();
      await iterator.return?.(undefined);
    }
    return "answered";
  } catch (error) {
    if (error instanceof TRPCError) return error;
    throw error;
  }
}

beforeAll(async () => {
  await demoShop();
}, 60_000);

describe("every procedure", () => {
  it("names a permission of the one table", () => {
    expect(procedures.length).toBeGreaterThan(50);
    expect(procedures.filter((p) => !p.permission || !permissions.includes(p.permission)).map((p) => p.path)).toEqual(
      [],
    );
  });

  it("is reachable as REST, unless it is a stream, and no address is used twice", () => {
    const missing = procedures.filter((p) => p.type !== "subscription" && !p.openapi).map((p) => p.path);
    expect(missing).toEqual([]);
    const addresses = procedures.flatMap((p) => (p.openapi ? [`${p.openapi.method} ${p.openapi.path}`] : []));
    expect(addresses.filter((a, i) => addresses.indexOf(a) !== i)).toEqual([]);
  });

  it("refuses whoever lacks its permission, whatever the input, and writes nothing", async () => {
    const before = await fingerprint();
    const wrong: string[] = [];
    for (const { path, permission } of procedures) {
      for (const role of roles) {
        const actor = actorWith(role);
        if (permission && can(actor, permission)) continue;
        for (const input of [undefined, { id: "x" }, { number: "SO-2026-000001", version: 1, reason: "because" }]) {
          const answer = await call(path, actor, input);
          const expected = role === "guest" ? "UNAUTHORIZED" : "FORBIDDEN";
          if (answer === "answered" || answer.code !== expected) {
            wrong.push(`${path} as ${role}: ${answer === "answered" ? answer : answer.code}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  }, 120_000);

  it("lets whoever holds its permission come as far as its input", async () => {
    const before = await fingerprint();
    const wrong: string[] = [];
    for (const { path, permission } of procedures) {
      for (const role of roles) {
        const actor = actorWith(role);
        if (!permission || !can(actor, permission)) continue;
        // Unknown keys are refused by strict inputs: past the guard, and still nothing is written.
        const answer = await call(path, actor, { surprise: true });
        if (answer !== "answered" && ["UNAUTHORIZED", "FORBIDDEN", "INTERNAL_SERVER_ERROR"].includes(answer.code)) {
          const cause = (answer.cause as { code?: string } | undefined)?.code ?? answer.message;
          wrong.push(`${path} as ${role}: ${answer.code} ${cause}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  }, 120_000);
});

describe("line 3: no role", () => {
  it("grants nothing", async () => {
    const nobody: Actor = { ...actorWith("customer"), roles: [] };
    for (const { path } of procedures) {
      const answer = await call(path, nobody, undefined);
      expect(answer === "answered" ? path : answer.code).toBe("FORBIDDEN");
    }
  });
  it("means none of the unknown names either", () => {
    const odd = { roles: ["superuser", "__proto__", "constructor"] as unknown as Role[] };
    for (const permission of permissions) expect(can(odd, permission)).toBe(false);
  });
});
