import type { Actor } from "../access/actor.ts";
import { DomainError } from "../kernel/errors.ts";
import { answerOnce } from "../platform/idempotency.ts";
import { hashToken } from "../platform/secrets.ts";
import type { Context } from "./context.ts";

type Asked = { ctx: Context & { actor: Actor }; path: string; header: string | null; input: unknown };
type Kept = { data: unknown; cartToken: string | null };

/**
 * The key in the header: a string in quotes (RFC 8941, as the draft asks) or, as most send it, without. Throws invalid
 * `idempotency_key_required` when there is none, `idempotency_key_invalid` above 255 characters or beyond ASCII.
 */
function keyIn(header: string | null): string {
  const key = header?.trim().replace(/^"(.*)"$/, "$1") ?? "";
  if (key === "") throw new DomainError("invalid", "idempotency_key_required");
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new DomainError("invalid", "idempotency_key_invalid", { max: 255 });
  return key;
}

/** Whose key it is: the user's, the order's behind a secret link, the basket's, or of a visitor who has none yet. */
function scopeOf({ ctx, input }: Asked): string {
  const { token } = (input ?? {}) as { token?: unknown };
  if (ctx.actor.userId) return `user:${ctx.actor.userId}`;
  if (typeof token === "string") return `token:${hashToken(token)}`;
  if (ctx.cartToken) return `cart:${hashToken(ctx.cartToken)}`;
  return `address:${ctx.ip}`;
}

/**
 * The HTTP contract of a mutation: its `Idempotency-Key` makes it happen once per caller and procedure. A repeated request
 * is answered with the first answer and `Idempotent-Replayed: true`. Throws what `keyIn` and `answerOnce` throw.
 */
export async function askedOnce(asked: Asked, work: () => Promise<Kept>): Promise<Kept> {
  const request = { scope: scopeOf(asked), endpoint: asked.path, key: keyIn(asked.header), input: asked.input };
  const { value, replayed } = await answerOnce(request, work);
  if (replayed) asked.ctx.setHeader("idempotent-replayed", "true");
  return value;
}
