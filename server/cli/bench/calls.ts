// The calls that `npm run bench -- api` times: what shoppers, customers and staff do all day, in a large shop.
import { type Actor, guestActor } from "#server/access/actor.ts";
import type { MembershipRole } from "#server/access/roles.ts";
import { credentialsOf, sessionUser } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { paris, shopper } from "#server/testing/shoppers.ts";
import { companyPages, ownPages, type Pages } from "./portal-calls.ts";

export type Call = {
  name: string;
  /** 95 of 100 calls are to be faster, in milliseconds; null: nobody set a figure. */
  budgetMs: number | null;
  run: (i: number) => Promise<unknown>;
  /** Something that a call needs and that is not part of it. */
  before?: (i: number) => Promise<unknown>;
};

async function actorOf(email: string, roles: Actor["roles"]): Promise<Actor> {
  const found = await credentialsOf(db(), email);
  const user = found && (await sessionUser(db(), found.id, "none"));
  if (!user) throw new Error(`the demo shop has no ${email}`);
  const { id: userId, name, emailVerified, partnerId } = user;
  const memberships = user.memberships.map((of) => ({ ...of, role: of.role as MembershipRole }));
  const actsFor = memberships[0]?.partnerId ?? null;
  return { ...guestActor, userId, name, email, emailVerified, partnerId, roles, memberships, actsFor };
}

const words = ["chaise", "lampe", "théière", "lin lavé", "table chêne", "miroir", "panier", "bougie"];
const english = ["chair", "lamp", "teapot", "linen", "oak table", "mirror", "basket", "candle"];
const pick = <T>(of: readonly T[], i: number): T => of[i % of.length] as T;

type Shopper = ReturnType<typeof shopper>;

async function catalogueCalls(): Promise<Call[]> {
  const { api } = shopper();
  const categories = (await api.shop.catalogue.categories()).map((category) => category.slug);
  const slugs = await db().$queryRaw<
    { slug: string }[]
  >`SELECT slug FROM product WHERE status = 'active' ORDER BY md5(id) LIMIT 500`;
  const first = await api.shop.catalogue.category({ slug: pick(categories, 0) });
  const five = Object.fromEntries(
    first.facets.flatMap((facet) => (facet.values[0] ? [[facet.key, [facet.values[0].value]]] : [])).slice(0, 5),
  );
  const stores = first.facets.find((facet) => facet.key === "store")?.values.map(({ value }) => value) ?? [""];
  let deep = first.nextCursor;
  for (let page = 2; page < 40 && deep; page++) {
    deep = (await api.shop.catalogue.category({ slug: pick(categories, 0), cursor: deep })).nextCursor ?? deep;
  }
  return [
    {
      name: "a category, first page with facets",
      budgetMs: 60,
      run: (i) => api.shop.catalogue.category({ slug: pick(categories, i) }),
    },
    {
      name: `a category, ${Object.keys(five).length} facets chosen`,
      budgetMs: 60,
      run: () => api.shop.catalogue.category({ slug: pick(categories, 0), filters: five }),
    },
    {
      name: "a category, cheapest first",
      budgetMs: 60,
      run: (i) => api.shop.catalogue.category({ slug: pick(categories, i), sort: "price_asc" }),
    },
    {
      name: "a category, in stock at a store",
      budgetMs: 60,
      run: (i) => api.shop.catalogue.category({ slug: pick(categories, i), filters: { store: [pick(stores, i)] } }),
    },
    {
      name: "a category, fortieth page",
      budgetMs: 60,
      run: () => api.shop.catalogue.category({ slug: pick(categories, 0), ...(deep && { cursor: deep }) }),
    },
    { name: "a product", budgetMs: 20, run: (i) => api.shop.catalogue.product({ slug: pick(slugs, i).slug }) },
    { name: "the newest products", budgetMs: 20, run: () => api.shop.catalogue.newest({ limit: 8 }) },
    {
      name: "search, French and English",
      budgetMs: 20,
      run: (i) => shopper().api.shop.catalogue.search({ query: pick(i % 2 ? words : english, i) }),
    },
    {
      name: "search, words that nobody asked for before",
      budgetMs: 20,
      run: (i) => shopper().api.shop.catalogue.search({ query: `${pick(words, i)} ${100 + i}` }),
    },
    {
      name: "search, no product has all the words",
      budgetMs: 20,
      run: (i) => shopper().api.shop.catalogue.search({ query: `${pick(words, i)} ${500_000 + i}` }),
    },
    {
      name: "search with a typo",
      budgetMs: 20,
      run: (i) => shopper().api.shop.catalogue.search({ query: pick(["chiase", "lapme", "teapto", "miorir"], i) }),
    },
    {
      name: "suggestions while typing",
      budgetMs: 20,
      run: (i) => shopper().api.shop.catalogue.suggest({ query: pick(words, i).slice(0, 3) }),
    },
  ];
}

async function cartCalls(): Promise<Call[]> {
  const sold = await db().$queryRaw<{ id: string }[]>`
    SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id JOIN stock_level l ON l.variant_id = v.id
    JOIN location w ON w.id = l.location_id
    WHERE p.status = 'active' AND v.status = 'active' AND v.uom = 'unit' AND v.weight_g < 4000 AND w.code = 'WH-LYON' AND l.on_hand > 5
    ORDER BY md5(v.id) LIMIT 1000`;
  const variant = (i: number) => pick(sold, i).id;
  const steady = shopper();
  for (let i = 0; i < 3; i++) await steady.api.shop.cart.add({ variantId: variant(900 + i), quantity: 1 });
  const lineId = (await steady.api.shop.cart.get()).lines[0]?.id ?? "";
  const buyers = new Map<number, { buyer: Shopper; signature: string; shippingMethod: string }>();
  const [method] = await steady.api.shop.checkout.shippingMethods({ country: "FR" });
  const shippingMethod = method?.code ?? "";
  const fill = async (i: number) => {
    const buyer = shopper();
    await buyer.api.shop.cart.add({ variantId: variant(i), quantity: 1 });
    await buyer.api.shop.cart.add({ variantId: variant(i + 1), quantity: 1 });
    const { signature } = await buyer.api.shop.checkout.quote({ country: "FR", shippingMethod });
    buyers.set(i, { buyer, signature, shippingMethod });
  };
  const order = (i: number) => {
    const { buyer, signature } = buyers.get(i) as { buyer: Shopper; signature: string };
    const input = {
      email: "anne@example.com",
      delivery: paris,
      billing: null,
      shippingMethod,
      acceptTerms: true as const,
      signature,
    };
    return buyer.api.shop.checkout.placeOrder(input);
  };
  return [
    { name: "the cart, three lines", budgetMs: 50, run: () => steady.api.shop.cart.get() },
    {
      name: "a quantity changed",
      budgetMs: 50,
      run: (i) => steady.api.shop.cart.setQuantity({ lineId, quantity: 1 + (i % 2) }),
    },
    {
      name: "added to a new cart",
      budgetMs: 50,
      run: (i) => shopper().api.shop.cart.add({ variantId: variant(i), quantity: 1 }),
    },
    {
      name: "the price of a checkout",
      budgetMs: 50,
      run: () => steady.api.shop.checkout.quote({ country: "FR", shippingMethod }),
    },
    { name: "an order placed, two lines, payment page opened", budgetMs: 150, before: fill, run: order },
  ];
}

async function customerCalls(email: string): Promise<Call[]> {
  const { api } = shopper(await actorOf(email, ["customer"]));
  const page = await api.account.orders.list({});
  let deep = page.nextCursor;
  for (let i = 0; i < 20 && deep; i++) deep = (await api.account.orders.list({ cursor: deep })).nextCursor ?? deep;
  const cursor = deep ?? undefined;
  const [invoices, returns, claims, tickets] = await Promise.all([
    api.account.invoices.list({}),
    api.account.returns.list({}),
    api.account.claims.list({}),
    api.account.tickets.list({}),
  ]);
  const first = (items: readonly { number: string }[]) => items[0]?.number ?? "";
  const own = ownPages({
    order: first(page.items),
    invoice: first(invoices.items),
    returned: first(returns.items),
    claim: first(claims.items),
    ticket: first(tickets.items),
  });
  return [
    ...pageCalls(own, api),
    { name: "/account/orders, twenty pages further", budgetMs: 100, run: () => api.account.orders.list({ cursor }) },
    { name: "how their last order was sent", budgetMs: 100, run: () => api.account.orders.usual() },
  ];
}

async function companyCalls(): Promise<Call[]> {
  const someone = await actorOf("atelier@demo.comptoir.example", ["customer"]);
  const { api } = shopper(someone);
  const { items } = await api.account.quotes.list({});
  return pageCalls(companyPages({ quote: items[0]?.id ?? "" }), api);
}

const pageCalls = (pages: Pages, api: Shopper["api"]): Call[] =>
  Object.entries(pages).map(([name, ask]) => ({ name, budgetMs: 100, run: () => ask(api) }));

async function staffCalls(): Promise<Call[]> {
  const { api } = shopper(await actorOf("admin@demo.comptoir.example", ["customer", "admin"]));
  const { items } = await api.admin.orders.list({});
  const number = items[0]?.number ?? "";
  let deep: string | undefined;
  for (let i = 0; i < 20; i++) deep = (await api.admin.orders.list({ cursor: deep })).nextCursor ?? deep;
  return [
    { name: "back office: orders, newest first", budgetMs: 80, run: () => api.admin.orders.list({}) },
    {
      name: "back office: orders filtered and sorted by total",
      budgetMs: 80,
      run: () => api.admin.orders.list({ status: "completed", sort: "total_desc" }),
    },
    {
      name: "back office: orders, twenty pages further",
      budgetMs: 80,
      run: () => api.admin.orders.list({ cursor: deep }),
    },
    { name: "back office: an order by its number", budgetMs: 80, run: () => api.admin.orders.list({ query: number }) },
    { name: "back office: orders of somebody", budgetMs: 80, run: () => api.admin.orders.list({ query: "aubert" }) },
    { name: "back office: one order with its timeline", budgetMs: 80, run: () => api.admin.orders.get({ number }) },
    { name: "back office: products", budgetMs: 80, run: () => api.admin.products.list({}) },
    { name: "back office: invoices", budgetMs: 80, run: () => api.admin.invoices.list({}) },
    { name: "back office: deliveries", budgetMs: 80, run: () => api.admin.deliveries.list({}) },
    { name: "back office: stock levels", budgetMs: 80, run: () => api.admin.stock.levels({}) },
  ];
}

/** All of them, for a shop whose busiest customer has this address. */
export const callsOf = async (busiest: string): Promise<Call[]> => [
  ...(await catalogueCalls()),
  ...(await cartCalls()),
  ...(await customerCalls(busiest)),
  ...(await companyCalls()),
  ...(await staffCalls()),
];
