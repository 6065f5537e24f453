// The guarded pages, read from the folders that make them: a page that is added is tested without being listed.
import fs from "node:fs";
import path from "node:path";
import { type Permission, permissions } from "../../server/access/permissions.ts";
import { sql } from "./shop.ts";

const app = path.join(import.meta.dirname, "../../app/[locale]");

export type GuardedPage = { route: string; permission: Permission };

/** Every page of a route group ("(backoffice)", "(portal)") with the permission that it names. */
export function guardedPages(group: string): GuardedPage[] {
  const root = path.join(app, group);
  return fs
    .readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .sort()
    .map((file) => {
      const source = fs.readFileSync(path.join(root, file), "utf8");
      const named = /export default definePage\s*(?:<[^(]*>)?\(\s*"([\w.]+)"/.exec(source)?.[1];
      const permission = permissions.find((each) => each === named);
      if (!permission) throw new Error(`${group}/${file} names no permission`);
      return { route: `/${path.dirname(file).split(path.sep).join("/")}`, permission };
    });
}

/** One existing record per page with a parameter, by the folder that shows it. */
const samples: Record<string, string> = {
  "/admin/orders/[number]": "SELECT number AS key FROM sales_order WHERE status = 'confirmed' ORDER BY number LIMIT 1",
  "/admin/deliveries/[number]": "SELECT number AS key FROM delivery WHERE status = 'planned' ORDER BY number LIMIT 1",
  "/admin/returns/[number]": "SELECT number AS key FROM customer_return ORDER BY number LIMIT 1",
  "/admin/claims/[number]": "SELECT number AS key FROM claim ORDER BY number LIMIT 1",
  "/account/claims/[number]": "SELECT number AS key FROM claim ORDER BY number LIMIT 1",
  "/account/orders/[number]/claim":
    "SELECT number AS key FROM sales_order WHERE status = 'completed' ORDER BY number LIMIT 1",
  "/admin/invoices/[id]": "SELECT id AS key FROM invoice WHERE status = 'posted' ORDER BY number LIMIT 1",
  "/admin/accounting/entries/[id]": "SELECT id AS key FROM journal_entry ORDER BY id LIMIT 1",
  "/admin/products/[id]": "SELECT id AS key FROM product ORDER BY slug LIMIT 1",
  "/admin/articles/[id]": "SELECT id AS key FROM article ORDER BY slug LIMIT 1",
  "/admin/price-lists/[id]": "SELECT id AS key FROM price_list WHERE kind = 'sale' ORDER BY code LIMIT 1",
  "/admin/channels/[code]": "SELECT code AS key FROM channel WHERE kind = 'web' ORDER BY code LIMIT 1",
  "/admin/shipping/[code]": "SELECT code AS key FROM location WHERE kind = 'store' ORDER BY code LIMIT 1",
  "/admin/users/[id]": "SELECT id AS key FROM app_user ORDER BY email LIMIT 1",
  "/account/invoices/[number]/company":
    "SELECT number AS key FROM invoice WHERE status = 'posted' ORDER BY number LIMIT 1",
  "/account/invoices/paid/[id]": "SELECT coalesce(max(id), 'acp_none') AS key FROM account_payment",
  "/admin/tickets/[number]": "SELECT number AS key FROM ticket ORDER BY number LIMIT 1",
  "/account/help/[number]": "SELECT number AS key FROM ticket ORDER BY number LIMIT 1",
  "/admin/quotes/[id]": "SELECT id AS key FROM quote ORDER BY number, version LIMIT 1",
  "/account/quotes/[id]": "SELECT id AS key FROM quote WHERE status <> 'draft' ORDER BY number, version LIMIT 1",
  "/admin/customers/[id]/statement": "SELECT id AS key FROM partner ORDER BY id LIMIT 1",
  "/account/returns/[number]": "SELECT number AS key FROM customer_return ORDER BY number LIMIT 1",
  "/account/orders/[number]":
    "SELECT number AS key FROM sales_order WHERE status = 'confirmed' ORDER BY number LIMIT 1",
  "/account/orders/[number]/change":
    "SELECT number AS key FROM sales_order WHERE status = 'confirmed' ORDER BY number LIMIT 1",
  "/account/orders/[number]/return":
    "SELECT number AS key FROM sales_order WHERE status = 'completed' ORDER BY number LIMIT 1",
  "/admin/customers/[id]": "SELECT id AS key FROM partner ORDER BY id LIMIT 1",
};

/** A page's address without the language, with a record that exists where it needs one. */
export async function addressOf({ route }: GuardedPage): Promise<string> {
  if (!route.includes("[")) return route;
  const query = samples[route];
  if (!query) throw new Error(`${route} has no sample record: name one here`);
  const [row] = await sql<{ key: string }>(query);
  return route.replace(/\[\w+\]/, encodeURIComponent(row?.key ?? "none"));
}
