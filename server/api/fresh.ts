// Whoever changes what somebody else changed meanwhile is shown it at once: a conflict of versions is answered together with
// what the `get` beside the procedure would answer the same caller (admin.orders.cancel → admin.orders.get).
import type { AnyRouter } from "@trpc/server";
import { z } from "zod";
import type { DomainError } from "../kernel/errors.ts";
import { log } from "../platform/log.ts";
import type { Context } from "./context.ts";

type Reading = { _def: { type: string; inputs?: unknown[] } };
type Call = (ctx: Context, path: string, input: unknown) => Promise<unknown>;

let house: { readings: Map<string, readonly string[]>; call: Call } | undefined;

/** Changes whose record is read elsewhere than beside them: a refund names the order whose units it gives back. */
const elsewhere: Record<string, string> = { "admin.payments.refundUnits": "admin.orders.get" };

/** The procedure that reads what `path` changes, if there is one. */
export const readingOf = (path: string): string => elsewhere[path] ?? `${path.slice(0, path.lastIndexOf("."))}.get`;

/** Names of the fields that a strict input has. */
function fieldsOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodOptional) return fieldsOf(schema.unwrap());
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Tells which procedures read and how to call them; the root router does it once. */
export function answerFreshBy(router: AnyRouter, createCaller: (ctx: Context) => unknown): void {
  const procedures = Object.entries(router._def.procedures as unknown as Record<string, Reading>);
  const readings = procedures.filter(([path, { _def }]) => _def.type === "query" && /(^|\.)get$/.test(path));
  house = {
    readings: new Map(readings.map(([path, { _def }]) => [path, fieldsOf(_def.inputs?.[0])])),
    call: (ctx, path, input) => {
      let step = createCaller(ctx);
      for (const key of path.split(".")) step = (step as Record<string, unknown>)[key];
      return (step as (input: unknown) => Promise<unknown>)(input);
    },
  };
}

/** A conflict that tells the present version: the caller saw another one. */
export const isStale = (error: DomainError): boolean =>
  error.kind === "conflict" && typeof error.details.version === "number";

/**
 * What the reading procedure answers the caller of `path` now; undefined when there is none, or it would not answer them.
 * `input` is the change's own: it names the record by the same fields.
 */
export async function freshState(ctx: Context, path: string, input: unknown): Promise<unknown> {
  const reading = readingOf(path);
  const fields = house?.readings.get(reading);
  if (!house || !fields) return undefined;
  const given = (input ?? {}) as Record<string, unknown>;
  try {
    return await house.call(ctx, reading, Object.fromEntries(fields.map((field) => [field, given[field]])));
  } catch (error) {
    log.warn({ err: error, path }, "a stale caller could not be shown the fresh state");
    return undefined;
  }
}
