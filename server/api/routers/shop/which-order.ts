import { z } from "zod";
import type { Actor } from "#server/access/actor.ts";
import { scopeFor } from "#server/access/scope.ts";
import type { Reach } from "#server/flows/track-order/reach-order.ts";

/** Which order: one's own by its number, or by its secret link. */
export const which = { number: z.string().min(1).max(40).optional(), token: z.string().min(20).max(100).optional() };
export const whichOrder = z.strictObject(which);
export type Which = z.infer<typeof whichOrder>;

/** The link, where there is one; a number counts for whoever may read their own orders, and only among these. */
export const reachOf = (actor: Actor, { number, token }: Which): Reach =>
  token ? { token } : { scope: scopeFor(actor, "account.order.own"), number: number ?? "" };
