import { connection } from "next/server";
import { getLocale } from "next-intl/server";
import { publicCaller } from "#server/api/caller.ts";

/** The order behind a secret link as its customer sees it, or null when the link opens nothing. Never cached. */
export async function getOrderByToken(token: string) {
  await connection();
  try {
    return await publicCaller(await getLocale()).shop.order.byToken({ token });
  } catch (error) {
    if (error instanceof Error && "code" in error && ["NOT_FOUND", "BAD_REQUEST"].includes(String(error.code))) {
      return null;
    }
    throw error;
  }
}
