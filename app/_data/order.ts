import { connection } from "next/server";
import { getLocale } from "next-intl/server";
import { publicCaller } from "#server/api/caller.ts";

/** The order behind a secret link as its customer sees it, or null when the link opens nothing. Never cached. */
export async function getOrderByToken(token: string) {
  await connection();
  return orNone(publicCaller(await getLocale()).shop.order.byToken({ token }));
}

/** What its buyer said of an order's goods and may still say, or null when the link opens nothing. Never cached. */
export async function getReviewsOfOrder(token: string) {
  await connection();
  return orNone(publicCaller(await getLocale()).shop.reviews.ofOrder({ token }));
}

async function orNone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && "code" in error && ["NOT_FOUND", "BAD_REQUEST"].includes(String(error.code))) {
      return null;
    }
    throw error;
  }
}
