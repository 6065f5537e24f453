import { answerFreshBy } from "./fresh.ts";
import { addressesRouter } from "./routers/account/addresses.ts";
import { accountApprovals } from "./routers/account/approvals.ts";
import { accountClaims } from "./routers/account/claims.ts";
import { accountCompanies } from "./routers/account/companies.ts";
import { accountInvoices } from "./routers/account/invoices.ts";
import { mailsRouter } from "./routers/account/mails.ts";
import { accountOrders } from "./routers/account/orders.ts";
import { accountPoints } from "./routers/account/points.ts";
import { privacyRouter } from "./routers/account/privacy.ts";
import { profileRouter } from "./routers/account/profile.ts";
import { accountQuotes, linkedQuotesRouter } from "./routers/account/quotes.ts";
import { accountReturns } from "./routers/account/returns.ts";
import { accountReviews } from "./routers/account/reviews.ts";
import { securityRouter } from "./routers/account/security.ts";
import { accountTickets } from "./routers/account/tickets.ts";
import { adminAccountingRouter } from "./routers/admin/accounting.ts";
import { adminAttributesRouter } from "./routers/admin/attributes.ts";
import { adminBankRouter } from "./routers/admin/bank.ts";
import { adminChannelsRouter } from "./routers/admin/channels.ts";
import { adminChecksRouter } from "./routers/admin/checks.ts";
import { adminClaimsRouter } from "./routers/admin/claims.ts";
import { adminCompaniesRouter } from "./routers/admin/companies.ts";
import { adminHomePageRouter, adminJournalRouter } from "./routers/admin/content.ts";
import { adminCouponsRouter } from "./routers/admin/coupons.ts";
import { adminDeliveries } from "./routers/admin/deliveries.ts";
import { adminGiftCardsRouter } from "./routers/admin/gift-cards.ts";
import { adminInvoices } from "./routers/admin/invoices.ts";
import { adminLoyaltyRouter } from "./routers/admin/loyalty.ts";
import { adminMakersRouter } from "./routers/admin/makers.ts";
import { adminAuditRouter, adminHomeRouter, adminJobsRouter, adminSearchRouter } from "./routers/admin/operations.ts";
import { adminOrdersRouter } from "./routers/admin/orders.ts";
import { adminPartnersRouter } from "./routers/admin/partners.ts";
import { adminPaymentsRouter } from "./routers/admin/payments.ts";
import { adminPickupsRouter } from "./routers/admin/pickups.ts";
import { adminPriceListsRouter, adminPricesRouter } from "./routers/admin/price-lists.ts";
import { adminPrivacyRouter } from "./routers/admin/privacy.ts";
import { adminProductsRouter } from "./routers/admin/products.ts";
import { adminQuotesRouter } from "./routers/admin/quotes.ts";
import { adminReconciliationRouter } from "./routers/admin/reconciliation.ts";
import { adminReturnsRouter } from "./routers/admin/returns.ts";
import { adminReviewsRouter } from "./routers/admin/reviews.ts";
import { adminShippingRouter } from "./routers/admin/shipping.ts";
import { adminStockRouter } from "./routers/admin/stock.ts";
import { adminSuppliesRouter } from "./routers/admin/supplies.ts";
import { adminSynonymsRouter } from "./routers/admin/synonyms.ts";
import { adminTicketsRouter } from "./routers/admin/tickets.ts";
import { adminUsersRouter } from "./routers/admin/users.ts";
import { adminWithdrawalsRouter } from "./routers/admin/withdrawals.ts";
import { authRouter } from "./routers/auth.ts";
import { foundAddressesRouter } from "./routers/shop/addresses.ts";
import { alertsRouter } from "./routers/shop/alerts.ts";
import { cartRouter } from "./routers/shop/cart.ts";
import { catalogueRouter } from "./routers/shop/catalogue.ts";
import { checkoutRouter } from "./routers/shop/checkout.ts";
import { contentRouter } from "./routers/shop/content.ts";
import { helpRouter } from "./routers/shop/help.ts";
import { orderRouter } from "./routers/shop/order.ts";
import { orderChangesRouter } from "./routers/shop/order-changes.ts";
import { orderClaimsRouter } from "./routers/shop/order-claims.ts";
import { orderReturnsRouter } from "./routers/shop/order-returns.ts";
import { proofRouter } from "./routers/shop/proof.ts";
import { quickOrderRouter } from "./routers/shop/quick-order.ts";
import { reviewsRouter } from "./routers/shop/reviews.ts";
import { searchRouter } from "./routers/shop/search.ts";
import { showingRouter } from "./routers/shop/showing.ts";
import { stockRouter } from "./routers/shop/stock.ts";
import { storesRouter } from "./routers/shop/stores.ts";
import { cardsRouter, guestWishesRouter, wishlistRouter } from "./routers/shop/wishes.ts";
import { withdrawalsRouter } from "./routers/shop/withdrawals.ts";
import { keepBodiesStrict } from "./strict-bodies.ts";
import { createCallerFactory, mergeRouters, router } from "./trpc.ts";

/** Every procedure of the house, by audience. */
export const appRouter = router({
  shop: router({
    catalogue: mergeRouters(catalogueRouter, searchRouter, cardsRouter),
    showing: showingRouter,
    content: contentRouter,
    stock: stockRouter,
    stores: storesRouter,
    addresses: foundAddressesRouter,
    alerts: alertsRouter,
    reviews: reviewsRouter,
    wishlist: guestWishesRouter,
    cart: cartRouter,
    checkout: checkoutRouter,
    quickOrder: quickOrderRouter,
    order: orderRouter,
    withdrawals: withdrawalsRouter,
    help: helpRouter,
    orderChanges: orderChangesRouter,
    orderReturns: orderReturnsRouter,
    orderClaims: orderClaimsRouter,
    proof: proofRouter,
    quotes: linkedQuotesRouter,
  }),
  auth: authRouter,
  account: router({
    profile: profileRouter,
    security: securityRouter,
    mails: mailsRouter,
    privacy: privacyRouter,
    orders: accountOrders,
    returns: accountReturns,
    claims: accountClaims,
    invoices: accountInvoices,
    addresses: addressesRouter,
    points: accountPoints,
    wishlist: wishlistRouter,
    reviews: accountReviews,
    tickets: accountTickets,
    companies: accountCompanies,
    approvals: accountApprovals,
    quotes: accountQuotes,
  }),
  admin: router({
    home: adminHomeRouter,
    orders: adminOrdersRouter,
    deliveries: adminDeliveries,
    pickups: adminPickupsRouter,
    shipping: adminShippingRouter,
    returns: adminReturnsRouter,
    claims: adminClaimsRouter,
    withdrawals: adminWithdrawalsRouter,
    tickets: adminTicketsRouter,
    invoices: adminInvoices,
    payments: adminPaymentsRouter,
    bank: adminBankRouter,
    reconciliation: adminReconciliationRouter,
    products: adminProductsRouter,
    synonyms: adminSynonymsRouter,
    homePage: adminHomePageRouter,
    journal: adminJournalRouter,
    attributes: adminAttributesRouter,
    makers: adminMakersRouter,
    search: adminSearchRouter,
    stock: adminStockRouter,
    supplies: adminSuppliesRouter,
    channels: adminChannelsRouter,
    reviews: adminReviewsRouter,
    priceLists: adminPriceListsRouter,
    prices: adminPricesRouter,
    coupons: adminCouponsRouter,
    giftCards: adminGiftCardsRouter,
    loyalty: adminLoyaltyRouter,
    partners: adminPartnersRouter,
    privacy: adminPrivacyRouter,
    companies: adminCompaniesRouter,
    quotes: adminQuotesRouter,
    users: adminUsersRouter,
    jobs: adminJobsRouter,
    audit: adminAuditRouter,
    accounting: adminAccountingRouter,
    checks: adminChecksRouter,
  }),
});

keepBodiesStrict(appRouter);
answerFreshBy(appRouter, createCallerFactory(appRouter));

export type AppRouter = typeof appRouter;
