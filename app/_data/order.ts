import { connection } from "next/server";
import { getLocale } from "next-intl/server";
import { publicCaller } from "#server/api/caller.ts";

/** The order behind a secret link as its customer sees it; null when it opens nothing, "aged" when it needs a code. Never cached. */
export async function getOrderByToken(token: string) {
  await connection();
  return opened(publicCaller(await getLocale()).shop.order.byToken({ token }));
}

/** What its buyer said of an order's goods and may still say; null and "aged" as for the order. Never cached. */
export async function getReviewsOfOrder(token: string) {
  await connection();
  return opened(publicCaller(await getLocale()).shop.reviews.ofOrder({ token }));
}

/** What of an order may come back, by its link; null and "aged" as for the order. Never cached. */
export async function getReturnOptions(token: string) {
  await connection();
  return opened(publicCaller(await getLocale()).shop.orderReturns.options({ token }));
}

/** A return of the order behind a link; null and "aged" as for the order. Never cached. */
export async function getReturnByToken(token: string, returnNumber: string) {
  await connection();
  return opened(publicCaller(await getLocale()).shop.orderReturns.get({ token, returnNumber }));
}

/** What of an order may be claimed for, by its link; null and "aged" as for the order. Never cached. */
export async function getClaimOptions(token: string) {
  await connection();
  return opened(publicCaller(await getLocale()).shop.orderClaims.options({ token }));
}

/** A claim on the order behind a link; null and "aged" as for the order. Never cached. */
export async function getClaimByToken(token: string, claimNumber: string) {
  await connection();
  return opened(publicCaller(await getLocale()).shop.orderClaims.get({ token, claimNumber }));
}

async function opened<T>(answer: Promise<T>): Promise<T | "aged" | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.message === "sales.order_link_aged") return "aged";
    if (error instanceof Error && "code" in error && ["NOT_FOUND", "BAD_REQUEST"].includes(String(error.code))) {
      return null;
    }
    throw error;
  }
}
