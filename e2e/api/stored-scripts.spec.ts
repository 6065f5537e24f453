// Scripts written where words are kept, and every page, mail and answer that shows them to somebody else.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { type ApiVisitor, apiAs } from "../support/api.ts";
import { deliver } from "../support/deliveries.ts";
import { freshEmail, orderInput, type Placed, payByApi, stockAtLeast } from "../support/goods.ts";
import { newCustomer } from "../support/people.ts";
import { sql, sqlRow } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const root = path.resolve(import.meta.dirname, "../..");
const word = `xss${crypto.randomUUID().slice(0, 6)}`;
/** Out of an attribute, a tag, a script, a comment, JSON: a mark that no page writes itself. */
const script = `"'><${word} onload=alert(1)></${word}></script><script>${word}()</script><!--\\u003c${word}>`;
const runs = new RegExp(`<${word}|<script>${word}|javascript:${word}`);

/** What a page shows of it, and what of it would run. */
async function look(who: ApiVisitor, at: string, headers: Record<string, string> = {}) {
  const answer = await who.fetch(at, { headers });
  const body = await answer.text();
  const type = answer.headers.get("content-type") ?? "";
  // A payload is data, and no browser may take it for a page.
  const isPage = !/^(text\/x-component|application\/json)/.test(type);
  const guarded = answer.headers.get("x-content-type-options") === "nosniff";
  return { shows: body.includes(word), runs: isPage ? runs.test(body) : !guarded, status: answer.status };
}

test("line 15: words that are scripts stay words, whoever reads them", async () => {
  const variant = await stockAtLeast("MC-VAS-COLL-CRA-30", 8);
  const me = await newCustomer("Xavier Script");
  await me.api.mutate("account.profile.update", { name: `X ${script}`.slice(0, 120), locale: "fr" });
  const address = {
    recipient: `X ${word}`,
    line1: script.slice(0, 100),
    postcode: "75002",
    city: "Paris",
    country: "FR",
  };
  await me.api.mutate("account.addresses.create", { type: "delivery", ...address });
  await me.api.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const wish = await orderInput(me.api, me.email, { delivery: address, note: script, reference: script.slice(0, 60) });
  const placed = await me.api.mutate<Placed>("shop.checkout.placeOrder", wish);
  await payByApi(placed);
  await me.api.mutate("shop.checkout.settle", { token: placed.token });
  await deliver(placed.orderId);
  const ticket = await me.api.mutate<{ number: string }>("account.tickets.open", {
    ...{ category: "product", subject: script.slice(0, 150), body: script, files: [], orderNumber: placed.number },
  });
  const { id: orderLineId } = await sqlRow<{ id: string }>(
    "SELECT id FROM sales_order_line WHERE order_id = $1 AND kind = 'product'",
    [placed.orderId],
  );
  await me.api.mutate("account.reviews.write", {
    ...{ orderLineId, stars: 4, title: script.slice(0, 80), text: `${script} and more words.`, displayName: "Xavier" },
    language: "fr",
  });
  const review = await sqlRow<{ id: string; version: number }>(
    "SELECT id, version FROM review WHERE order_line_id = $1",
    [orderLineId],
  );
  const support = await apiAs("support");
  await support.mutate("admin.reviews.publish", review);
  const delivery = await sqlRow<{ number: string }>("SELECT number FROM delivery WHERE order_id = $1", [
    placed.orderId,
  ]);
  const user = await sqlRow<{ id: string; partner: string }>(
    "SELECT id, partner_id AS partner FROM app_user WHERE email = $1",
    [me.email],
  );

  const admin = await apiAs("admin");
  const places: [ApiVisitor, string][] = [
    ...[
      `/admin/orders/${placed.number}`,
      `/admin/deliveries/${delivery.number}`,
      `/admin/tickets/${ticket.number}`,
      "/admin/tickets",
      `/admin/reviews?search=${placed.number}`,
      `/admin/customers/${user.partner}`,
      `/admin/users/${user.id}`,
    ].map((at): [ApiVisitor, string] => [admin, at]),
    ...[
      "/account/addresses",
      "/account/profile",
      "/account/help",
      `/account/help/${ticket.number}`,
      "/account/reviews",
    ].map((at): [ApiVisitor, string] => [me.api, at]),
    ...[`/account/orders/${placed.number}`, `/order/${placed.token}`, `/products/${variant.slug}/reviews`].map(
      (at): [ApiVisitor, string] => [me.api, at],
    ),
  ];
  const wrong: string[] = [];
  for (const [who, at] of places) {
    const page = await look(who, `/fr${at}`);
    const payload = await look(who, `/fr${at}?_rsc=abc12`, { rsc: "1" });
    if (page.status !== 200 || page.runs || payload.runs) wrong.push(`${at}: ${JSON.stringify([page, payload])}`);
    // The walk is not blind: the words are there.
    if (!page.shows) wrong.push(`${at} does not show it`);
  }
  const api = await look(admin, `/api/rest/admin/tickets/${ticket.number}`);
  expect(api).toMatchObject({ runs: false, shows: true });
  expect(wrong).toEqual([]);
  const mails = await sql<{ html: string }>('SELECT html FROM mail_message WHERE "to" = $1', [me.email]);
  expect(mails.length).toBeGreaterThan(2);
  expect(mails.filter(({ html }) => runs.test(html))).toEqual([]);
  // Others find the product as they left it.
  const { version } = await sqlRow<{ version: number }>("SELECT version FROM review WHERE id = $1", [review.id]);
  await support.mutate("admin.reviews.reject", { id: review.id, version, ground: "other", words: "An attack." });
});

test("line 15: names that go to strangers by mail take no markup at all", async () => {
  const me = await newCustomer("Yann Script");
  const email = freshEmail("stranger");
  const question = { category: "other", subject: "Bonjour", body: "Une question", email, files: [] };
  const declaration = { email, contract: { number: "SO-2026-000001", email } };
  for (const name of [script, "<b>Yann</b>", "https://evil.example", "Yann\r\nBcc: x@example.com", "evil.example/x"]) {
    expect((await me.api.tryMutate("account.companies.open", { name })).status, name).toBe(400);
    expect((await me.api.tryMutate("shop.help.contact", { ...question, name })).status, name).toBe(400);
    expect((await me.api.tryMutate("shop.withdrawals.declare", { ...declaration, name })).status, name).toBe(400);
  }
});

test("line 15: HTML that React does not write stands in two places", () => {
  const files = globSync("{app,components,server}/**/*.{ts,tsx}", { cwd: root }).filter(
    (file) => !file.includes(".test."),
  );
  const raw = files.filter((file) =>
    /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/.test(
      readFileSync(path.join(root, file), "utf8"),
    ),
  );
  // The script that sets the colours before the first paint, and data for machines with its own test.
  expect(raw.map((file) => file.split(path.sep).join("/")).sort()).toEqual([
    "app/[locale]/layout.tsx",
    "components/storefront/json-ld.tsx",
  ]);
});
