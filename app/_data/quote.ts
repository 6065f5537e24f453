import { connection } from "next/server";
import { getLocale } from "next-intl/server";
import { publicCaller } from "#server/api/caller.ts";

/** The quote behind a mailed link; null when it opens nothing. Never cached. */
export async function getQuoteByToken(token: string) {
  await connection();
  try {
    return await publicCaller(await getLocale()).shop.quotes.get({ token });
  } catch (error) {
    if (error instanceof Error && "code" in error && ["NOT_FOUND", "BAD_REQUEST"].includes(String(error.code))) {
      return null;
    }
    throw error;
  }
}
