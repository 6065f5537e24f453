// Pages asked for by people who are signed in, and not the ones they are for: by their plain address and by every shape of it
// that got around guards elsewhere. The pages are read from the folders that make them.
import { can } from "../../server/access/actor.ts";
import { rolePermissions, type StaffRole, staffRoles } from "../../server/access/roles.ts";
import { type ApiVisitor, apiAs } from "../support/api.ts";
import { paidOrder, stockAtLeast } from "../support/goods.ts";
import { addressOf, type GuardedPage, guardedPages } from "../support/pages.ts";
import { newCustomer } from "../support/people.ts";
import { sql } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

type Shape = { name: string; at: (route: string) => string; headers?: Record<string, string> };

const rsc = { rsc: "1" };
const prefetch = { ...rsc, "next-router-prefetch": "1" };
const shapes: readonly Shape[] = [
  { name: "page", at: (route) => `/fr${route}` },
  { name: "payload", at: (route) => `/fr${route}?_rsc=abc12`, headers: rsc },
  { name: "payload ahead", at: (route) => `/fr${route}?_rsc=abc12`, headers: prefetch },
  { name: ".rsc", at: (route) => `/fr${route}.rsc`, headers: rsc },
  {
    name: "segments",
    at: (route) => `/fr${route}.segments/_full.segment.rsc`,
    headers: { ...prefetch, "next-router-segment-prefetch": "/_full" },
  },
  {
    name: "a segment of the page",
    at: (route) => `/fr${route}?_rsc=abc12`,
    headers: { ...prefetch, "next-router-segment-prefetch": "/_tree" },
  },
  {
    name: "subrequest",
    at: (route) => `/fr${route}`,
    headers: { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  },
  { name: "no language", at: (route) => route },
  { name: "double slash", at: (route) => `/fr//${route.slice(1)}` },
  { name: "encoded", at: (route) => `/fr/%61${route.slice(2)}` },
  { name: "capitals", at: (route) => `/FR${route}` },
];

type Heard = { status: number; body: string; cache: string };

async function ask(who: ApiVisitor, route: string, { at, headers = {} }: Shape): Promise<Heard> {
  let answer = await who.fetch(at(route), { headers });
  for (let hops = 0; hops < 3 && answer.status >= 300 && answer.status < 400; hops++) {
    answer = await who.fetch(answer.headers.get("location") ?? "/", { headers });
  }
  return { status: answer.status, body: await answer.text(), cache: answer.headers.get("cache-control") ?? "" };
}

/** Everything in turn, a few at a time: the shop has two cores. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}

/** Addresses of everybody but one, and numbers of orders, which nobody refused may read. */
async function secretsBut(own: string) {
  const emails = await sql<{ email: string }>(
    "SELECT DISTINCT email FROM sales_order UNION SELECT email FROM app_user ORDER BY 1",
  );
  // One number is the example beside a field.
  const orders = await sql<{ number: string }>("SELECT number FROM sales_order WHERE number <> 'SO-2026-000123'");
  const others = [...emails.map(({ email }) => email), ...orders.map(({ number }) => number)].filter(
    (one) => one !== own,
  );
  return (body: string, route: string) => {
    const key = route.split("/").find((part) => /\d/.test(part)) ?? "\u0000";
    const rest = body.replaceAll(key, "");
    return others.find((secret) => rest.includes(secret));
  };
}

const emailOf = async (who: ApiVisitor) => (await who.query<{ email: string }>("account.profile.me")).email;

async function walk(who: ApiVisitor, name: string, pages: readonly GuardedPage[], tried = shapes): Promise<string[]> {
  const tells = await secretsBut(await emailOf(who));
  const routes = await Promise.all(pages.map(async (page) => ({ page, route: await addressOf(page) })));
  const wrong: string[] = [];
  const calls = routes.flatMap(({ page, route }) => tried.map((shape) => ({ page, route, shape })));
  await each(calls, async ({ page, route, shape }) => {
    const { status, body, cache } = await ask(who, route, shape);
    const line = `${name}: ${shape.name} of ${page.route} answers ${status}`;
    const told = tells(body, route);
    if (status >= 500) wrong.push(line);
    if (told) wrong.push(`${line} and tells ${told}`);
    if (shape.name === "page" && !/private|no-store/.test(cache)) wrong.push(`${line}, kept by caches: ${cache}`);
  });
  return wrong;
}

test("lines 1 and 9: portal pages of records that are somebody else's, in every shape", async () => {
  const pages = guardedPages("(portal)").filter(({ route }) => route.includes("["));
  expect(pages.length).toBeGreaterThan(6);
  const stranger = await newCustomer("Ada Stranger");
  const wrong = [
    ...(await walk(stranger.api, "a stranger", pages)),
    ...(await walk(await apiAs("catalogue"), "staff", pages)),
  ];
  expect(wrong).toEqual([]);
  // And as an honest reader would see it: there is no such page.
  for (const page of pages) {
    const route = await addressOf(page);
    // Nobody paid invoices here yet: there is none that could be somebody else's.
    if (route.endsWith("none")) continue;
    const { status, body } = await ask(stranger.api, route, shapes[0] as Shape);
    expect(status === 404 || body.includes("NEXT_HTTP_ERROR_FALLBACK;404"), page.route).toBe(true);
  }
});

test("line 9: back-office pages for customers and for staff without the permission, in every shape", async () => {
  const pages = guardedPages("(backoffice)");
  const stranger = await newCustomer("Ada Stranger");
  // Their plain addresses are tried by every role in access.spec.ts.
  const bypasses = shapes.filter(({ name }) => ["payload", "segments", "subrequest"].includes(name));
  const wrong = await walk(stranger.api, "a stranger", pages, bypasses);
  // One role for each page that lacks its permission; which role gets which page is another test's.
  const lacking = new Map<StaffRole, GuardedPage[]>();
  for (const page of pages) {
    const role = staffRoles.find((each) => !can({ roles: [each] }, page.permission));
    if (role) lacking.set(role, [...(lacking.get(role) ?? []), page]);
  }
  expect([...lacking.values()].flat().length).toBeGreaterThan(30);
  for (const [role, some] of lacking) wrong.push(...(await walk(await apiAs(role), role, some, bypasses)));
  expect(wrong).toEqual([]);
  expect(rolePermissions.customer.some((permission) => permission.startsWith("backoffice."))).toBe(false);
});

test("lines 9 and 12: who may see a page sees their own in each shape, and nobody the other's", async () => {
  const variant = await stockAtLeast("MC-VAS-COLL-CRA-30", 8);
  const people = await Promise.all(["Ida Eins", "Otto Zwei"].map((name) => newCustomer(name)));
  const own = await Promise.all(
    people.map(async (person) => ({
      ...person,
      order: (await paidOrder([{ variant, quantity: 1 }], person.email, person.api)).number,
    })),
  );
  const [ida, otto] = own as [(typeof own)[number], (typeof own)[number]];
  const places = ["/account", "/account/orders", "/account/profile", "/cart", `/products/${variant.slug}`];
  const wrong: string[] = [];
  for (const route of places) {
    for (const shape of shapes.slice(0, 2)) {
      // In turns, so that whatever is kept of one would be the other's answer.
      for (const [me, other] of [...Array(2)].flatMap(() => [
        [ida, otto],
        [otto, ida],
      ]) as [typeof ida, typeof ida][]) {
        const { status, body, cache } = await ask(me.api, route, shape);
        const line = `${shape.name} of ${route}`;
        if (status !== 200) wrong.push(`${line}: ${status}`);
        for (const secret of [other.email, other.order, other.name]) {
          if (body.includes(secret)) wrong.push(`${line} tells ${me.name} of ${secret}`);
        }
        const personal = [me.email, me.order].some((secret) => body.includes(secret));
        if (personal && !/private|no-store/.test(cache)) wrong.push(`${line} may be kept: ${cache}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  // The walks above see what there is to see: to its owner the very same shapes tell.
  for (const shape of shapes.slice(0, 2)) {
    expect((await ask(ida.api, "/account/orders", shape)).body, shape.name).toContain(ida.order);
    expect((await ask(ida.api, "/account/profile", shape)).body, shape.name).toContain(ida.email);
  }
});
