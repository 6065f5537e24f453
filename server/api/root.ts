import { adminPaymentsRouter } from "./routers/admin/payments.ts";
import { adminStockRouter } from "./routers/admin/stock.ts";
import { cartRouter } from "./routers/shop/cart.ts";
import { checkoutRouter } from "./routers/shop/checkout.ts";
import { stockRouter } from "./routers/shop/stock.ts";
import { router } from "./trpc.ts";

/** Every procedure of the house, by audience. */
export const appRouter = router({
  shop: router({ stock: stockRouter, cart: cartRouter, checkout: checkoutRouter }),
  admin: router({ stock: adminStockRouter, payments: adminPaymentsRouter }),
});

export type AppRouter = typeof appRouter;
