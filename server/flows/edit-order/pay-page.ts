import { orderAccessToken } from "#server/modules/sales/index.ts";
import { env } from "#server/platform/env.ts";

/** Where a buyer follows an order without an account, and pays what it still owes. */
export const payPageOf = (order: { id: string; locale: string }): string =>
  `${env().PUBLIC_URL}/${order.locale}/order/${orderAccessToken(order.id)}`;
