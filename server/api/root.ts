import { addressesRouter } from "./routers/account/addresses.ts";
import { profileRouter } from "./routers/account/profile.ts";
import { adminPartnersRouter } from "./routers/admin/partners.ts";
import { adminPaymentsRouter } from "./routers/admin/payments.ts";
import { adminStockRouter } from "./routers/admin/stock.ts";
import { adminUsersRouter } from "./routers/admin/users.ts";
import { authRouter } from "./routers/auth.ts";
import { cartRouter } from "./routers/shop/cart.ts";
import { checkoutRouter } from "./routers/shop/checkout.ts";
import { stockRouter } from "./routers/shop/stock.ts";
import { router } from "./trpc.ts";

/** Every procedure of the house, by audience. */
export const appRouter = router({
  shop: router({ stock: stockRouter, cart: cartRouter, checkout: checkoutRouter }),
  auth: authRouter,
  account: router({ profile: profileRouter, addresses: addressesRouter }),
  admin: router({
    stock: adminStockRouter,
    payments: adminPaymentsRouter,
    partners: adminPartnersRouter,
    users: adminUsersRouter,
  }),
});

export type AppRouter = typeof appRouter;
