import { beforeAll, describe, expect, it } from "vitest";
import { seed } from "#prisma/seed/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { issueCard } from "../gift-cards/issue-card.ts";
import { correctEntry } from "../keep-books/correct-entry.ts";
import { invariants, verifyBooks } from "./verify-books.ts";

beforeAll(async () => {
  await seed(env().DATABASE_URL, { pastOrders: { sandboxStateFile: null } });
  const { id } = await db().journalEntry.findFirstOrThrow({ where: { documentType: "invoice" } });
  await correctEntry({ id, reason: "to have one" }, bySystem);
  await issueCard({ amountMinor: 5000, currency: "EUR", expiresAt: null }, bySystem, new Date());
}, 120_000);

/** Runs statements past every trigger, tells which checks turned red, and takes it all back. */
async function redAfter(...statements: string[]): Promise<string[]> {
  const back = new Error("roll back");
  let red: string[] = [];
  const work = async (tx: Tx) => {
    for (const sql of statements) {
      const changed = await tx.$executeRawUnsafe(sql);
      if (/^\s*(UPDATE|DELETE|INSERT)/.test(sql)) expect(changed, sql).toBeGreaterThan(0);
    }
    red = (await verifyBooks("full", tx)).filter((v) => v.violations > 0).map((v) => v.invariant);
    throw back;
  };
  await db()
    .$transaction(work)
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  return red;
}

const pastTriggers = "SET LOCAL session_replication_role = replica";
const pastCheck = (table: string, name: string) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`;
const oneOf = (table: string, where: string) => `ctid = (SELECT ctid FROM ${table} WHERE ${where} LIMIT 1)`;

/** Entries that no correction speaks of: what is done to them shows at one rule only. */
const neverCorrected = `id NOT IN (SELECT reverses_id FROM journal_entry WHERE reverses_id IS NOT NULL) AND reverses_id IS NULL`;
const untouched = `entry_id IN (SELECT id FROM journal_entry WHERE ${neverCorrected})`;

/** What breaks each rule, and it alone. */
const breaks: Record<string, string[][]> = {
  levels_match_moves: [
    [`UPDATE stock_level SET on_hand = on_hand + 1 WHERE ${oneOf("stock_level", "true")}`],
    [pastTriggers, `UPDATE stock_move SET quantity = quantity + 1 WHERE ${oneOf("stock_move", "true")}`],
  ],
  promises_match_reservations: [
    [`UPDATE stock_level SET reserved = reserved + 1 WHERE ${oneOf("stock_level", "on_hand > reserved")}`],
    [`UPDATE stock_level SET backordered = 1 WHERE ${oneOf("stock_level", "true")}`],
    [`UPDATE reservation SET status = 'released' WHERE ${oneOf("reservation", "status = 'committed'")}`],
  ],
  promises_within_stock: [
    // More is promised than lies there, ledger and reservations notwithstanding.
    [
      pastCheck("stock_level", "stock_level_reserved"),
      `UPDATE reservation SET quantity = quantity + 100000 WHERE ${oneOf("reservation", "status = 'committed'")}`,
      `UPDATE stock_level l SET reserved = l.reserved + 100000 FROM reservation r
       WHERE r.quantity > 100000 AND (r.variant_id, r.location_id) = (l.variant_id, l.location_id)`,
    ],
  ],
  order_totals: [
    [
      `UPDATE sales_order SET total_minor = total_minor + 1, net_minor = net_minor + 1, items_minor = items_minor + 1
      WHERE ${oneOf("sales_order", "true")}`,
    ],
    [`UPDATE sales_order_line SET discount_minor = 5 WHERE ${oneOf("sales_order_line", "kind = 'product'")}`],
  ],
  order_taxes: [
    [
      `UPDATE sales_order_line SET tax_minor = tax_minor + 1, net_minor = net_minor - 1
       WHERE ${oneOf("sales_order_line", "net_minor > 0")}`,
      `UPDATE sales_order o SET tax_minor = l.tax, net_minor = l.net
       FROM (SELECT order_id, sum(tax_minor) AS tax, sum(net_minor) AS net FROM sales_order_line GROUP BY 1) l
       WHERE l.order_id = o.id`,
    ],
  ],
  ratings_match_reviews: [
    [`UPDATE product_rating SET stars5 = stars5 + 1 WHERE ${oneOf("product_rating", "true")}`],
    [`DELETE FROM product_rating WHERE ${oneOf("product_rating", "stars5 > 0")}`],
    [`UPDATE review SET stars = 1 WHERE ${oneOf("review", "status = 'published' AND stars > 1")}`],
    [`UPDATE review SET helpful = helpful + 1 WHERE ${oneOf("review", "true")}`],
  ],
  reviews_by_buyers: [
    [
      `UPDATE review r SET product_id = (SELECT id FROM product WHERE id NOT IN (SELECT product_id FROM review) LIMIT 1)
       WHERE ${oneOf("review", "status = 'pending'")}`,
    ],
    [
      `UPDATE review SET order_line_id = (SELECT id FROM sales_order_line WHERE delivered = 0 AND variant_id IS NOT NULL LIMIT 1)
       WHERE ${oneOf("review", "status = 'pending'")}`,
    ],
  ],
  payment_limits: [
    [
      pastCheck("payment", "payment_authorised"),
      `UPDATE payment SET authorised_minor = amount_minor + 1 WHERE ${oneOf("payment", "status = 'captured'")}`,
    ],
  ],
  refunds_match_payments: [
    [`UPDATE payment SET refunded_minor = refunded_minor - 1 WHERE ${oneOf("payment", "refunded_minor > 0")}`],
    [
      `INSERT INTO refund (id, payment_id, status, amount_minor, idempotency_key)
      SELECT 'rfd_test', id, 'pending', captured_minor + 1, 'test' FROM payment WHERE status = 'captured' LIMIT 1`,
    ],
  ],
  invoice_totals: [
    [
      pastTriggers,
      `UPDATE invoice_line SET net_minor = net_minor + 1, gross_minor = gross_minor + 1
      WHERE ${oneOf("invoice_line", "true")}`,
    ],
    [pastTriggers, `UPDATE invoice_tax SET base_minor = base_minor + 1 WHERE ${oneOf("invoice_tax", "true")}`],
  ],
  credits_within_invoices: [
    // Another credit note, not posted yet, of as much as the whole invoice.
    [
      `INSERT INTO invoice (id, kind, status, journal, order_id, reverses_id, locale, currency, seller, buyer, delivery_to,
         net_minor, tax_minor, total_minor)
       SELECT 'inv_test', 'credit_note', 'draft', 'AV', order_id, id, locale, currency, seller, buyer, delivery_to,
         total_minor, 0, total_minor
       FROM invoice WHERE id IN (SELECT reverses_id FROM invoice) LIMIT 1`,
      `INSERT INTO invoice_line (id, invoice_id, position, name, quantity, unit_price, tax_rate, net_minor, tax_minor, gross_minor)
       SELECT 'inl_test', id, 0, 'more', 1, 0, 0.2, total_minor, 0, total_minor FROM invoice WHERE id = 'inv_test'`,
      `INSERT INTO invoice_tax SELECT id, 0.2, total_minor, 0 FROM invoice WHERE id = 'inv_test'`,
    ],
  ],
  invoice_numbers_gapless: [
    [`UPDATE counter SET value = value + 1 WHERE key LIKE 'invoice:FA:%'`],
    [
      pastTriggers,
      `UPDATE invoice SET sequence_no = sequence_no + 1000 WHERE ${oneOf("invoice", "journal = 'FA' AND sequence_no = 2")}`,
    ],
    [
      pastTriggers,
      `UPDATE invoice SET issue_date = issue_date - 400 WHERE ${oneOf("invoice", "journal = 'FA' AND sequence_no = 3")}`,
    ],
  ],
  entries_balanced: [
    [
      pastTriggers,
      `UPDATE journal_line SET credit_minor = credit_minor + 1
      WHERE ${oneOf("journal_line", `credit_minor > 0 AND partner_name IS NULL AND ${untouched}`)}`,
    ],
    [pastTriggers, `DELETE FROM journal_line WHERE ${oneOf("journal_line", `partner_name IS NULL AND ${untouched}`)}`],
  ],
  entry_numbers_gapless: [
    [`UPDATE counter SET value = value - 1 WHERE key LIKE 'entry:VE:%'`],
    [
      pastTriggers,
      `UPDATE journal_entry SET posted_at = posted_at - interval '1 year' WHERE journal = 'BQ' AND sequence_no = 2`,
    ],
    [
      pastTriggers,
      `UPDATE journal_entry SET sequence_no = sequence_no + 1000 WHERE ${oneOf("journal_entry", "journal = 'BQ' AND sequence_no = 2")}`,
    ],
  ],
  corrections_mirror: [
    [
      pastTriggers,
      `UPDATE journal_line SET account_code = '758000'
      WHERE account_code = '707000' AND entry_id IN (SELECT id FROM journal_entry WHERE reverses_id IS NOT NULL)`,
    ],
  ],
  documents_in_books: [
    [
      pastTriggers,
      `UPDATE journal_entry SET document_id = 'pay_never' WHERE ${oneOf("journal_entry", "document_type = 'payment'")}`,
    ],
    // Balanced, but another amount than the invoice's.
    [
      pastTriggers,
      `UPDATE journal_line SET debit_minor = debit_minor * 2, credit_minor = credit_minor * 2
      WHERE entry_id = (SELECT id FROM journal_entry WHERE document_type = 'invoice' AND ${neverCorrected} LIMIT 1)`,
    ],
  ],
  shipped_within_ordered: [
    [`UPDATE sales_order_line SET delivered = delivered - 1 WHERE ${oneOf("sales_order_line", "delivered > 0")}`],
  ],
  parcels_match_deliveries: [[`UPDATE parcel_line SET quantity = quantity + 1 WHERE ${oneOf("parcel_line", "true")}`]],
  returned_within_shipped: [
    [`UPDATE sales_order_line SET returned = 1 WHERE ${oneOf("sales_order_line", "delivered > 0")}`],
  ],
  facts_have_events: [
    [`DELETE FROM outbox_event WHERE ${oneOf("outbox_event", "type = 'payments.payment.captured'")}`],
    [`DELETE FROM outbox_event WHERE ${oneOf("outbox_event", "type = 'invoicing.credit_note.posted'")}`],
  ],
  events_have_facts: [
    [
      `INSERT INTO outbox_event (id, type, aggregate_type, aggregate_id, payload)
      VALUES ('evt_test', 'sales.order.confirmed', 'order', 'ord_never', '{"orderId": "ord_never"}')`,
    ],
  ],
  guards_in_place: [
    ["ALTER TABLE invoice DISABLE TRIGGER invoice_posted"],
    ["DROP TRIGGER stock_move_append_only ON stock_move"],
    ["ALTER TABLE cart_line ALTER CONSTRAINT cart_line_variant_id_fkey NOT ENFORCED"],
  ],
  answers_kept: [
    [
      `INSERT INTO idempotency_key (scope, endpoint, key, request_hash, status) VALUES ('test', 'test', 'test', 'hash', 'done')`,
    ],
  ],
  coupons_within_limits: [
    [`INSERT INTO coupon (id, code, kind, name, used, value) VALUES ('cpn_test', 'TEST', 'percent', '{}', 1, 0.1)`],
  ],
  prices_match_ledger: [
    [pastTriggers, `UPDATE price_list_item SET unit_price = unit_price + 1 WHERE ${oneOf("price_list_item", "true")}`],
    [pastTriggers, `DELETE FROM price_list_item WHERE ${oneOf("price_list_item", "true")}`],
    [
      `INSERT INTO price_change (item_id, price_list_id, variant_id, min_quantity, unit_price, changed_at)
       SELECT id, price_list_id, variant_id, min_quantity, unit_price + 1, now() FROM price_list_item LIMIT 1`,
    ],
  ],
  bank_lines_match: [
    [
      `INSERT INTO bank_transaction (id, external_id, booked_on, amount_minor, currency, text, status, payment_id)
       SELECT 'bnk_test', 'test', now(), captured_minor, currency, 'test', 'matched', id FROM payment
       WHERE status = 'captured' AND method = 'online' LIMIT 1`,
    ],
  ],
  paid_orders_stand: [
    // The order is called off and nobody sends the money back.
    [
      `UPDATE sales_order SET status = 'cancelled' WHERE ${oneOf("sales_order", "status = 'confirmed' AND delivery_status = 'none'")}`,
      `INSERT INTO outbox_event (id, type, aggregate_type, aggregate_id, payload)
       SELECT 'evt_' || o.id, 'sales.order.cancelled', 'order', o.id, jsonb_build_object('orderId', o.id) FROM sales_order o
       WHERE o.status = 'cancelled' AND NOT EXISTS (SELECT FROM outbox_event e
         WHERE e.type = 'sales.order.cancelled' AND e.aggregate_id = o.id)`,
    ],
  ],
  shipments_match_moves: [
    [
      pastTriggers,
      `UPDATE stock_move SET document_id = 'dlv_never' WHERE ${oneOf("stock_move", "document_type = 'delivery'")}`,
    ],
  ],
  search_within_catalogue: [
    [
      `INSERT INTO search_index (code, active) VALUES ('test', 'test')`,
      `INSERT INTO search_document (index, locale, product_id, title, text, words, codes, facets, vector, price_from, in_stock,
         listed_at, updated_at)
       VALUES ('test', 'fr', 'prd_never', 't', 't', '{}', '{}', '{}', '', 1, true, now(), now() - interval '1 day')`,
    ],
  ],
  events_handed_over: [
    // No worker runs here: what waits was written a moment ago, and is made to wait for an hour.
    [
      pastTriggers,
      `UPDATE outbox_event SET occurred_at = now() - interval '1 hour' WHERE seq = (SELECT min(seq) FROM outbox_pending WHERE job IS NULL)`,
    ],
  ],
  account_payments_match_parts: [
    // None has been paid yet in this month: one that says it is the sum of parts it does not have.
    [
      `INSERT INTO account_payment (id, provider, status, currency, amount_minor, email, locale, idempotency_key, expires_at)
       VALUES ('acp_test', 'sandbox', 'created', 'EUR', 100, 'a@example.com', 'fr', 'acp_test', now())`,
    ],
  ],
  gift_cards_match_entries: [["UPDATE gift_card SET balance_minor = balance_minor - 1"]],
  points_match_entries: [["UPDATE loyalty_account SET pending = pending + 1"]],
  points_match_orders: [["UPDATE loyalty_earning SET points = points + 1"]],
};

describe("the books", () => {
  it("hold after a month of trade, every rule having looked at something", async () => {
    await expectBooksToHold();
    const unseen = (await verifyBooks()).filter((v) => v.rows === 0).map((v) => v.invariant);
    expect(unseen.sort()).toEqual([
      "account_payments_match_parts",
      "answers_kept",
      "bank_lines_match",
      "coupons_within_limits",
      "search_within_catalogue",
    ]);
  });

  it("have no rule that nothing can break", () => {
    expect(Object.keys(breaks).sort()).toEqual(invariants.map((i) => i.name).sort());
  });

  it.each(Object.entries(breaks).flatMap(([name, ways]) => ways.map((way, i) => ({ name, way, i }))))(
    "turn red at $name, and only there ($i)",
    async ({ name, way }) => {
      expect(await redAfter(...way)).toEqual([name]);
    },
  );
});
