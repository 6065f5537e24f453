import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { currentActor } from "#server/auth/session.ts";
import type { Locale } from "../kernel/localized.ts";
import { plainContext, requestContext } from "./context.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

const createCaller = createCallerFactory(appRouter);

/** The API for server components of a signed-in or guest reader: same guards, same validation, no HTTP. Reads cookies. */
export async function caller(locale: Locale) {
  // Cookies can be known while a link is only prefetched; the time and the truth are asked for by a real request.
  await connection();
  const context = requestContext({ headers: await headers(), cookies: await cookies() }, currentActor, null);
  return createCaller({ ...context, locale });
}

/** The API as a guest without cookies sees it: for `"use cache"` functions. */
export function publicCaller(locale: Locale) {
  return createCaller(plainContext({ locale }));
}
