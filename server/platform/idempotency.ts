import { createHash } from "node:crypto";
import { DomainError } from "../kernel/errors.ts";
import type { Tx } from "./db.ts";

const fingerprint = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("base64url");

/**
 * Runs `work` once per (scope, endpoint, key) and gives later callers the first answer. Inside the caller's transaction:
 * a second request waits on the first one's row lock, then replays its answer; a rolled-back first leaves nothing behind.
 * Throws DomainError unprocessable `idempotency_key_reused` when the same key comes with another request.
 */
export async function once<T extends object>(
  tx: Tx,
  request: { scope: string; endpoint: string; key: string; input: unknown },
  work: () => Promise<T>,
): Promise<{ value: T; replayed: boolean }> {
  const hash = fingerprint(request.input);
  const claimed = await tx.$executeRaw`
    INSERT INTO idempotency_key (scope, endpoint, key, request_hash)
    VALUES (${request.scope}, ${request.endpoint}, ${request.key}, ${hash}) ON CONFLICT DO NOTHING`;
  const at = { scope: request.scope, endpoint: request.endpoint, key: request.key };
  if (claimed === 0) {
    const row = await tx.idempotencyKey.findUniqueOrThrow({ where: { scope_endpoint_key: at } });
    if (row.requestHash !== hash) throw new DomainError("unprocessable", "idempotency_key_reused");
    return { value: row.response as T, replayed: true };
  }
  const value = await work();
  await tx.idempotencyKey.update({
    where: { scope_endpoint_key: at },
    data: { response: JSON.parse(JSON.stringify(value)) },
  });
  return { value, replayed: false };
}
