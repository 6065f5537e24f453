import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from "@trpc/server";
import type { OpenApiMeta } from "trpc-to-openapi";
import { z } from "zod";
import { can } from "../access/actor.ts";
import type { Permission } from "../access/permissions.ts";
import { scopeFor } from "../access/scope.ts";
import { DomainError, type ErrorKind, type WireError } from "../kernel/errors.ts";
import { isOutage, unavailable } from "../platform/outage.ts";
import type { Context } from "./context.ts";
import { freshState, isStale } from "./fresh.ts";
import { askedOnce } from "./idempotent.ts";
import { hasZeroByte } from "./zero-byte.ts";

const codes = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  unprocessable: "UNPROCESSABLE_CONTENT",
  rate_limited: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

// By name too: bundlers may load the class twice.
const isDomainError = (error: unknown): error is DomainError =>
  error instanceof DomainError || (error instanceof Error && error.name === "DomainError");

/** What an error looks like on the wire; the prose comes from the reader's messages. */
export function toWire(error: TRPCError, requestId: string): WireError {
  if (isDomainError(error.cause)) {
    const { code, details, fresh } = error.cause;
    return { code, details, requestId, ...(fresh !== undefined && { fresh }) };
  }
  if (error.cause instanceof z.ZodError) {
    const fields = [...new Set(error.cause.issues.map((issue) => issue.path.join(".")))];
    return { code: "bad_request", details: { fields }, requestId };
  }
  if (error.code === "NOT_FOUND") return { code: "not_found", details: {}, requestId };
  if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR")
    return { code: "bad_request", details: {}, requestId };
  if (error.code === "METHOD_NOT_SUPPORTED") return { code: "bad_request", details: {}, requestId };
  if (error.code === "SERVICE_UNAVAILABLE") return { code: "unavailable", details: {}, requestId };
  return { code: "internal", details: {}, requestId };
}

/** How often a stream shows that it lives, and after how long a silence its reader gives it up. */
export const streamSettings = { pingMs: 15_000, client: { reconnectAfterInactivityMs: 30_000 } };

const t = initTRPC
  .context<Context>()
  .meta<OpenApiMeta<{ permission?: Permission }>>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => {
      const wire = toWire(error, ctx?.requestId ?? "");
      return { ...shape, message: wire.code, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, wire } };
    },
    sse: { ping: { enabled: true, intervalMs: streamSettings.pingMs }, client: streamSettings.client },
  });

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

/** An error that ended a stream, with the status of its kind: no middleware sees it. */
export function streamError(given: unknown): TRPCError {
  const cause = isOutage(given) ? unavailable() : given;
  if (!isDomainError(cause)) return getTRPCErrorFromUnknown(cause);
  return new TRPCError({ code: codes[cause.kind], message: cause.code, cause });
}

/**
 * Refusals get their status, conflicts of versions the fresh state; a database that does not answer is no defect of the
 * request: 503, come back.
 */
const inOurWords = t.middleware(async ({ ctx, path, getRawInput, next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = isOutage(result.error.cause) ? unavailable() : result.error.cause;
  if (!isDomainError(cause)) return result;
  if (isStale(cause)) cause.fresh ??= await freshState(ctx, path, await getRawInput());
  throw new TRPCError({ code: codes[cause.kind], message: cause.code, cause });
});

/**
 * The only way to build a procedure. Names the one permission that it needs; an actor without it gets
 * `sign_in_required` (guests) or `forbidden`, an input with a zero byte `bad_request`. The handler's ctx has the actor and its scope under that permission.
 * A mutation that comes over HTTP names an `Idempotency-Key` and is carried out once (see `askedOnce`).
 */
export function guarded(permission: Permission) {
  return t.procedure
    .meta({ permission })
    .use(inOurWords)
    .use(async ({ ctx, getRawInput, next }) => {
      const actor = await ctx.resolveActor();
      if (!can(actor, permission)) {
        throw actor.userId
          ? new DomainError("forbidden", "forbidden", { permission })
          : new DomainError("unauthenticated", "sign_in_required");
      }
      if (hasZeroByte(await getRawInput())) throw new DomainError("invalid", "bad_request");
      const by = { userId: actor.userId, requestId: ctx.requestId };
      return next({ ctx: { ...ctx, actor, by, scope: scopeFor(actor, permission) } });
    })
    .use(async ({ ctx, type, path, getRawInput, next }) => {
      if (type !== "mutation" || !ctx.idempotency) return next();
      const { header } = ctx.idempotency;
      let token: string | null = null;
      const answer = await askedOnce({ ctx, path, header, input: await getRawInput() }, async () => {
        const result = await next({
          ctx: {
            setCartToken: (given: string) => {
              token = given;
            },
          },
        });
        if (!result.ok) throw result.error;
        return { data: result.data, cartToken: token };
      });
      if (answer.cartToken !== null) ctx.setCartToken(answer.cartToken);
      // Middlewares hand on results; one that was kept has not been through the procedure again.
      return { ok: true as const, data: answer.data, marker: undefined as never, ctx };
    });
}
