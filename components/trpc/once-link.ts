import { type Operation, retryLink, TRPCClientError, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";

type Once = { idempotencyKey?: string };
const contextOf = (op: Pick<Operation, "context">) => op.context as Once;

/** The key that a change is sent under, each time that it is sent. */
export const keyHeader = (op: Pick<Operation, "type" | "context">): Record<string, string> => {
  const key = op.type === "mutation" ? contextOf(op).idempotencyKey : undefined;
  return key ? { "idempotency-key": key } : {};
};

/** Attempts of a change: while the server is still at it a good while, without an answer or with 503 a few times. */
export function mayRepeat(op: Pick<Operation, "type">, error: unknown, attempts: number): boolean {
  if (op.type !== "mutation" || !(error instanceof TRPCClientError)) return false;
  const data = error.data as { httpStatus?: number; wire?: { code?: string } } | null | undefined;
  if (data?.wire?.code === "idempotency_in_progress") return attempts <= 20;
  const status = data?.httpStatus;
  return (status === undefined || status === 503) && attempts <= 2;
}

/**
 * Every change has a key of its own (or the one its caller put into the context, to repeat it later), so that it can be
 * sent again when the answer got lost, and still happens once.
 */
export const onceLinks: TRPCLink<AppRouter>[] = [
  () =>
    ({ op, next }) => {
      if (op.type !== "mutation") return next(op);
      contextOf(op).idempotencyKey ??= crypto.randomUUID();
      // Nothing to say is an empty object: an empty body is no JSON, and refused.
      return next({ ...op, input: op.input ?? {} });
    },
  retryLink({
    retry: ({ op, error, attempts }) => mayRepeat(op, error, attempts),
    retryDelayMs: (attempt) => Math.min(1000, 250 * 2 ** attempt),
  }),
];
