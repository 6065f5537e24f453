import { cookies } from "next/headers";
import { cache } from "react";
import type { Actor } from "#server/access/actor.ts";
import { actorOfSession, sessionCookieName } from "./read-session.ts";

/**
 * Who is asking, in server components and route handlers. Reads cookies, so only below a `<Suspense>` boundary; asked any
 * number of times while one page renders, it reads the database once.
 */
export const currentActor: () => Promise<Actor> = cache(async () =>
  actorOfSession((await cookies()).get(sessionCookieName())?.value),
);
