// What `npm start` says last: where, who, what is pretended and how to replace it.
import path from "node:path";
import { given, root } from "./launch-environment.ts";
import type { LocalShop } from "./local-shop.ts";
import { say } from "./terminal.ts";

type Account = { role: string; email: string; password: string };

/** Accounts of the demo shop, as the seed wrote them. */
async function accounts(): Promise<readonly Account[]> {
  const { demoAccounts } = await import("#prisma/seed/accounts.ts");
  return demoAccounts;
}

export async function printBanner(shop: LocalShop, took: string) {
  const { url, embedded } = shop;
  const row = (left: string, middle: string, right = "") =>
    say(`  ${left.padEnd(13)} ${middle.padEnd(44)} ${right}`.trimEnd());
  say(`\n  Comptoir is open (${took})\n`);
  row("Shop", url);
  row("Portal", `${url}/fr/account`);
  row("Back office", `${url}/fr/admin`);
  if (embedded.postgres || shop.env.DEPLOYMENT === "local") {
    say("\n  Demo accounts");
    for (const { role, email, password } of await accounts()) row(role, email, password);
  }
  const replaced: [string, string, string][] = [];
  if (embedded.postgres) {
    const where = path.relative(root, embedded.postgres.dir);
    replaced.push([
      "Database",
      `PostgreSQL 18 in ${where.startsWith("..") ? embedded.postgres.dir : where}`,
      "DATABASE_URL",
    ]);
  }
  if (!given("MEILISEARCH_URL")) replaced.push(["Search", "PostgreSQL full text", "MEILISEARCH_URL, MEILISEARCH_KEY"]);
  if (embedded.sandbox) {
    replaced.push(["Payments", `Stripe sandbox at ${embedded.sandbox}`, "STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET"]);
  }
  if (!given("SMTP_URL")) replaced.push(["Mail", `kept at ${url}/fr/dev/mailbox`, "SMTP_URL, MAIL_FROM"]);
  if (replaced.length) {
    say("\n  Embedded                                                   replace with");
    for (const line of replaced) row(...line);
  }
  say("\n  Ctrl-C stops everything. `npm run doctor` checks it.\n");
}
