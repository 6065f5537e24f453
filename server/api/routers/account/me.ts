import type { Actor } from "#server/access/actor.ts";
import type { Me } from "#server/flows/sign-in/prove-owner.ts";
import type { By } from "#server/platform/audit.ts";

/** Who asks, as flows about their own account want to know it. */
export const meOf = (ctx: { by: By; actor: Actor; ip: string }): Me => ({
  by: ctx.by,
  email: ctx.actor.email ?? "",
  ip: ctx.ip,
  sessionId: ctx.actor.sessionId,
});
