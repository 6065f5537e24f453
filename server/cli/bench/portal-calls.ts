// What each page of the customer portal asks the API for, in the shop of the bench: by the page's folder.
import type { shopper } from "#server/testing/shoppers.ts";

type Api = ReturnType<typeof shopper>["api"];
export type Pages = Record<string, (api: Api) => Promise<unknown>>;

/** What pages show one of: the customer's own. */
type Keys = { order: string; invoice: string; returned: string; claim: string; ticket: string; quote: string };

const order = (number: string) => (api: Api) =>
  Promise.all([api.account.orders.get({ number }), api.account.orders.link({ number })]);

/** The pages of somebody who bought for themselves. */
export const ownPages = (keys: Omit<Keys, "quote">): Pages => ({
  "/account": (api) => Promise.all([api.account.profile.me(), api.account.orders.list({ limit: 3 })]),
  "/account/addresses": (api) => Promise.all([api.account.addresses.list(), api.shop.checkout.countries()]),
  "/account/claims": (api) => api.account.claims.list({ limit: 20 }),
  "/account/claims/[number]": (api) => api.account.claims.get({ number: keys.claim }),
  "/account/help": (api) => api.account.tickets.list({ limit: 20 }),
  "/account/help/[number]": (api) => api.account.tickets.get({ number: keys.ticket }),
  "/account/invoices": (api) => api.account.invoices.list({ limit: 20 }),
  "/account/invoices/[number]/company": (api) =>
    Promise.all([api.account.invoices.get({ number: keys.invoice }), api.shop.checkout.countries()]),
  "/account/invoices/statement": (api) =>
    Promise.all([api.account.invoices.open(), api.account.invoices.statement({ limit: 50 })]),
  "/account/orders": (api) => api.account.orders.list({ limit: 10 }),
  "/account/orders/[number]": async (api) => {
    const [, { token }] = await order(keys.order)(api);
    return api.shop.reviews.ofOrder({ token });
  },
  "/account/orders/[number]/change": (api) => Promise.all([order(keys.order)(api), api.shop.checkout.countries()]),
  "/account/orders/[number]/claim": (api) =>
    Promise.all([order(keys.order)(api), api.shop.orderClaims.options({ number: keys.order })]),
  "/account/orders/[number]/return": (api) =>
    Promise.all([order(keys.order)(api), api.shop.orderReturns.options({ number: keys.order })]),
  "/account/points": (api) => Promise.all([api.account.points.get(), api.account.points.history({ limit: 20 })]),
  "/account/privacy": (api) => Promise.all([api.account.profile.me(), api.account.privacy.get()]),
  "/account/profile": (api) => Promise.all([api.account.profile.me(), api.account.mails.get()]),
  "/account/quick-order": (api) => api.shop.quickOrder.find({ query: "chaise" }),
  "/account/returns": (api) => api.account.returns.list({ limit: 20 }),
  "/account/returns/[number]": (api) => api.account.returns.get({ number: keys.returned }),
  "/account/reviews": (api) => api.account.reviews.list(),
  "/account/security": (api) => Promise.all([api.account.profile.me(), api.account.security.get()]),
  "/account/wishlist": (api) => api.account.wishlist.list(),
});

/** The pages of somebody who buys for a company. */
export const companyPages = (keys: Pick<Keys, "quote">): Pages => ({
  "/account/company": async (api) => {
    const [company] = await api.account.companies.list();
    return company && api.account.companies.get({ companyId: company.id });
  },
  "/account/company/approvals": (api) => api.account.approvals.list({}),
  "/account/quotes": (api) => api.account.quotes.list({ limit: 20 }),
  "/account/quotes/[id]": (api) => api.account.quotes.get({ id: keys.quote }),
});

/** A form, and pages that a mailed link or a payment leads to: nothing of a large account is on them. */
export const withoutFigures = ["/account/company/join", "/account/help/new", "/account/invoices/paid/[id]"];
