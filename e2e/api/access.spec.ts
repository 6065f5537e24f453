// Every guarded page for every role, and every shape of address that got around such guards elsewhere.

import { rolePermissions, staffRoles } from "../../server/access/roles.ts";
import { ApiVisitor, apiAs } from "../support/api.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { addressOf, guardedPages } from "../support/pages.ts";
import { sql } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";
import { words } from "../support/words.ts";

const w = words("fr");
const decoded = (html: string) => html.replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

/** What a page of HTML shows: its headings of the first level, without marks. */
const headings = (html: string) =>
  [...html.matchAll(/<h1[^>]*>(.*?)<\/h1>/gs)].map(([, inner = ""]) => decoded(inner.replace(/<[^>]*>/g, "")).trim());

test("line 1: back office: each role gets its pages and no other", async () => {
  const pages = guardedPages("(backoffice)");
  const addresses = await Promise.all(pages.map(async (page) => ({ ...page, address: `/fr${await addressOf(page)}` })));
  const wrong: string[] = [];
  for (const role of ["customer", "buyer", ...staffRoles] as const) {
    const visitor = await apiAs(role);
    const granted = rolePermissions[role === "buyer" ? "customer" : role];
    const isStaff = role !== "customer" && role !== "buyer";
    for (const { address, permission } of addresses) {
      const answer = await visitor.fetch(address);
      const html = await answer.text();
      const shown = headings(html);
      const outcome =
        answer.status === 404 || html.includes("NEXT_HTTP_ERROR_FALLBACK;404")
          ? "not found"
          : shown.includes(w("auth.forbidden.title"))
            ? "forbidden"
            : shown.length === 1 && answer.status === 200
              ? "shown"
              : `${answer.status} ${shown.join("|")}`;
      const expected = granted.includes(permission) ? "shown" : isStaff ? "forbidden" : "not found";
      if (outcome !== expected) wrong.push(`${role} ${address} (${permission}): ${outcome}, not ${expected}`);
      if (
        expected !== "shown" &&
        /MC-[A-Z]{3}-|demo\.comptoir\.example","|SO-\d{4}-\d{6}/.test(
          html.replaceAll(address.split("/").at(-1) ?? "", ""),
        )
      ) {
        wrong.push(`${role} ${address}: refused, and yet it tells`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("procedures: each role may call what its permissions name", async () => {
  const calls = [
    ["admin.orders.list", "sales.order.read"],
    ["admin.deliveries.list", "fulfilment.delivery.read"],
    ["admin.invoices.list", "invoicing.invoice.read"],
    ["admin.products.list", "catalogue.product.read"],
    ["admin.stock.levels", "stock.level.read"],
    ["admin.partners.list", "partners.partner.read"],
    ["admin.users.list", "identity.user.read"],
    ["admin.jobs.list", "platform.job.read"],
    ["admin.audit.list", "platform.audit.read"],
  ] as const;
  const wrong: string[] = [];
  for (const role of ["customer", ...staffRoles] as const) {
    const visitor = await apiAs(role);
    for (const [procedure, permission] of calls) {
      const { status } = await visitor.tryQuery(procedure);
      const expected = rolePermissions[role].includes(permission) ? 200 : 403;
      if (status !== expected) wrong.push(`${role} ${procedure}: ${status}, not ${expected}`);
    }
  }
  for (const [procedure] of calls) {
    const { status } = await new ApiVisitor().tryQuery(procedure);
    if (status !== 401) wrong.push(`guest ${procedure}: ${status}, not 401`);
  }
  expect(wrong).toEqual([]);
});

test("line 9: a guest finds no way around", async () => {
  test.setTimeout(300_000);
  const [order] = await sql<{ number: string; email: string; id: string }>(
    "SELECT number, email, id FROM sales_order WHERE status = 'confirmed' ORDER BY number LIMIT 1",
  );
  const secrets = await sql<{ email: string }>(
    "SELECT DISTINCT email FROM sales_order UNION SELECT email FROM app_user ORDER BY 1",
  );
  const pages = [...guardedPages("(backoffice)"), ...guardedPages("(portal)")];
  const routes = await Promise.all(
    pages.map((page) =>
      page.route.startsWith("/account/orders/[number]")
        ? page.route.replace("[number]", order?.number ?? "none")
        : addressOf(page),
    ),
  );
  const leaks: string[] = [];
  const visited = new Set<string>();
  const probe = async (address: string, headers: Record<string, string> = {}) => {
    // Most shapes lead to the same sign-in page, which needs to be read once.
    const key = `${address} ${JSON.stringify(headers)}`;
    if (visited.has(key)) return;
    visited.add(key);
    const answer = await new ApiVisitor().fetch(address, { headers });
    const body = await answer.text();
    if (answer.status >= 500) leaks.push(`${key} answers ${answer.status}`);
    const told = secrets.find(({ email }) => body.includes(email));
    if (told) leaks.push(`${key} tells ${told.email}`);
    const next = answer.headers.get("location");
    if (next) await probe(next);
  };
  const rsc = { rsc: "1", "next-router-prefetch": "1" };
  // The probe sees what there is to see: to an administrator the very same addresses tell.
  for (const address of ["/fr/admin/orders", "/fr/admin/users", "/fr/admin/customers"]) {
    const body = await (await (await apiAs("admin")).fetch(address)).text();
    expect(
      secrets.some(({ email }) => body.includes(email)),
      address,
    ).toBe(true);
  }
  for (const route of routes) {
    const fr = `/fr${route}`;
    await probe(fr);
    await probe(route);
    await probe(`${fr}.rsc`);
    await probe(`${fr}?_rsc=abc12`, { rsc: "1" });
    await probe(`${fr}?_rsc=abc12`, rsc);
    await probe(`${fr}.segments/_tree.segment.rsc`, { ...rsc, "next-router-segment-prefetch": "/_tree" });
    await probe(`/_next/data/development${fr}.json`);
    for (const bypass of [
      "middleware",
      "src/middleware",
      "proxy",
      "middleware:middleware:middleware:middleware:middleware",
    ]) {
      await probe(fr, { "x-middleware-subrequest": bypass });
    }
    await probe(`/fr//${route.slice(1)}`);
    await probe(`/fr/%61${route.slice(2)}`);
    await probe(`/FR${route}`);
    await probe(fr, { "x-original-url": fr, "x-rewrite-url": fr, "x-forwarded-host": "evil.example" });
  }
  expect(leaks).toEqual([]);
});

test("line 1: documents of others are not there", async () => {
  const variant = await stockAtLeast("MC-VAS-COLL-CRA-22", 5);
  const placed = await paidOrder([{ variant, quantity: 1 }], freshEmail("papers"));
  const [posted] = await sql<{ number: string; id: string; delivery: string | null }>(
    `SELECT i.number, i.id, (SELECT d.number FROM delivery d WHERE d.order_id = i.order_id LIMIT 1) AS delivery
     FROM invoice i WHERE i.status = 'posted' ORDER BY i.number LIMIT 1`,
  );
  const guest = new ApiVisitor();
  const stranger = await apiAs("buyer");
  const pdf = async (visitor: ApiVisitor, path: string) => {
    const answer = await visitor.fetch(`/api/documents/${path}`);
    return {
      status: answer.status,
      type: answer.headers.get("content-type"),
      cache: answer.headers.get("cache-control"),
    };
  };
  const own = await pdf(guest, `order/${placed.token}/confirmation.pdf`);
  expect(own).toEqual({ status: 200, type: "application/pdf", cache: "private, no-store" });
  for (const visitor of [guest, stranger]) {
    for (const path of [
      `order/${placed.token.slice(0, -1)}x/confirmation.pdf`,
      `order/${placed.token}/invoice/${posted?.number}.pdf`,
      `account/orders/${placed.number}/confirmation.pdf`,
      `account/invoices/${posted?.number}.pdf`,
      `account/invoices/${posted?.id}.pdf`,
      `admin/orders/${placed.number}/confirmation.pdf`,
      `admin/invoices/${posted?.number}.pdf`,
      `admin/deliveries/${posted?.delivery}/picking-slip.pdf`,
      "../../../etc/passwd",
    ]) {
      expect((await pdf(visitor, path)).status, path).toBe(404);
    }
  }
});

test("line 12: one shopper's pages are nobody else's", async () => {
  const variant = await stockAtLeast("MC-VAS-COLL-CRA-30", 5);
  const placed = await paidOrder([{ variant, quantity: 1 }], freshEmail("cache"));
  const guest = new ApiVisitor();
  const page = await guest.fetch(`/fr/order/${placed.token}`);
  expect(page.status).toBe(200);
  expect(page.headers.get("cache-control")).toMatch(/private|no-store/);
  const api = await guest.fetch("/api/rest/cart");
  expect(api.headers.get("cache-control")).toMatch(/private.*no-store|no-store/);
});
