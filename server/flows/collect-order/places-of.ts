// Whose pickups a member of staff sees: those of the store where they work; the house's, for who runs it.
import type { Actor } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";
import type { Places } from "#server/modules/fulfilment/index.ts";
import { stationOf } from "#server/modules/identity/index.ts";
import type { Db } from "#server/platform/db.ts";

const everywhere: readonly Role[] = ["admin", "support", "warehouse"];

/** A clerk who is given no store sees none. Call it only behind the permission. */
export async function placesOf(db: Db, actor: Pick<Actor, "userId" | "roles">): Promise<Places> {
  if (actor.roles.some((role) => everywhere.includes(role))) return "all";
  const station = actor.userId && (await stationOf(db, actor.userId));
  return station ? [station] : [];
}
