import { DomainError } from "../kernel/errors.ts";

type Thrown = {
  name?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { code?: unknown; driverAdapterError?: unknown };
};
const parts = (error: unknown): Thrown | null => (error && typeof error === "object" ? (error as Thrown) : null);

/** The SQLSTATE inside whatever the driver or Prisma threw. */
export function sqlState(error: unknown): string | undefined {
  const e = parts(error);
  if (!e) return undefined;
  if (e.code === "P2034") return "40001";
  for (const code of [e.meta?.code, e.code, (e.cause as { originalCode?: unknown } | undefined)?.originalCode]) {
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code;
  }
  return e.meta?.driverAdapterError ? sqlState(e.meta.driverAdapterError) : e.cause ? sqlState(e.cause) : undefined;
}

/** SQLSTATEs after which the same transaction may simply be run again: serialization failure, deadlock. */
export const isCollision = (error: unknown): boolean => ["40001", "40P01"].includes(sqlState(error) ?? "");

// Prisma: not reachable, timed out, closed by the server, no room in the pool, transaction not begun or too long.
const prismaOutages = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);
const driverOutages = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
const networkOutages = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);
/** Connection exception, shut down or starting up, no connection left. */
const outageStates = /^(08...|57P0[1-5]|53300|25P0[34])$/;

/** True when the database did not answer, whoever says so: no connection, none free in time, gone while it worked. */
export function isOutage(error: unknown): boolean {
  const e = parts(error);
  if (!e || error instanceof DomainError) return false;
  if (typeof e.code === "string" && (prismaOutages.has(e.code) || networkOutages.has(e.code))) return true;
  if (outageStates.test(sqlState(error) ?? "")) return true;
  if (typeof (e as { kind?: unknown }).kind === "string" && driverOutages.has((e as { kind: string }).kind))
    return true;
  const text = typeof e.message === "string" ? e.message : "";
  if (/timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection/.test(text))
    return true;
  return [e.cause, e.meta?.driverAdapterError].some((inner) => inner !== error && isOutage(inner));
}

/** True for an outage that a new connection may not know of: this one was cut. A full pool or a closed door is not. */
export function isCut(error: unknown): boolean {
  const e = parts(error);
  if (!e || !isOutage(error)) return false;
  if (/^(57P0[12]|08(000|003|006))$/.test(sqlState(error) ?? "") || e.code === "ECONNRESET" || e.code === "EPIPE")
    return true;
  return typeof e.message === "string" && /Connection terminated|Client has encountered a connection/.test(e.message);
}

/** Seconds after which asking again is worth it; also what `Retry-After` says. */
export const retryAfterOutage = 2;

/** What a caller is told of an outage: 503, come back. */
export const unavailable = (): DomainError =>
  new DomainError("unavailable", "unavailable", { retryAfter: retryAfterOutage });

/** A commit that was sent and never answered: it may have happened, so nobody may blindly do it again. */
export class CommitUnknown extends DomainError {
  constructor() {
    super("unavailable", "unavailable", { retryAfter: retryAfterOutage });
  }
}
