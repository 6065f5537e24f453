import type { Invariant } from "../../platform/invariant.ts";

/** Captured ≤ asked, refunded ≤ captured, and what a payment says went back is what its refunds say. */
export const paymentsInvariants: readonly Invariant[] = [
  {
    name: "payment_limits",
    area: "money",
    cost: "light",
    rows: `SELECT count(*) FROM payment`,
    broken: `
      SELECT id AS subject, status, amount_minor, authorised_minor, captured_minor, refunded_minor FROM payment
      WHERE captured_minor > amount_minor OR refunded_minor > captured_minor OR captured_minor < 0 OR refunded_minor < 0
        OR authorised_minor > amount_minor OR (authorised_minor > 0 AND captured_minor > authorised_minor) OR (status <> 'captured' AND captured_minor <> 0)`,
  },
  {
    name: "account_payments_match_parts",
    area: "money",
    cost: "light",
    rows: `SELECT count(*) FROM account_payment`,
    // Its parts are its amount; once it is taken each is a payment of that very amount, and before that none is.
    broken: `
      SELECT a.id AS subject, a.status, a.amount_minor, p.asked, p.taken, p.wrong
      FROM account_payment a
      LEFT JOIN (
        SELECT t.account_payment_id, sum(t.amount_minor) AS asked, count(y.id) AS taken, count(*) AS parts,
          count(*) FILTER (WHERE y.captured_minor <> t.amount_minor OR y.currency <> o.currency) AS wrong
        FROM account_payment_part t JOIN sales_order o ON o.id = t.order_id
        LEFT JOIN payment y ON y.account_payment_id = t.account_payment_id AND y.order_id = t.order_id
        GROUP BY 1
      ) p ON p.account_payment_id = a.id
      WHERE p.asked IS DISTINCT FROM a.amount_minor OR p.wrong <> 0
        OR p.taken <> CASE a.status WHEN 'captured' THEN p.parts ELSE 0 END`,
  },
  {
    name: "gift_cards_match_entries",
    area: "money",
    cost: "light",
    rows: `SELECT count(*) FROM gift_card`,
    broken: `
      SELECT c.id AS subject, c.balance_minor, coalesce(e.sum, 0) AS entries
      FROM gift_card c
      LEFT JOIN (SELECT card_id, sum(amount_minor) AS sum FROM gift_card_entry GROUP BY 1) e ON e.card_id = c.id
      WHERE c.balance_minor < 0 OR c.balance_minor <> coalesce(e.sum, 0)`,
  },
  {
    name: "bank_lines_match",
    area: "money",
    cost: "light",
    rows: `SELECT count(*) FROM bank_transaction WHERE status = 'matched'`,
    broken: `
      SELECT b.id AS subject, b.amount_minor, b.currency, p.captured_minor, p.status, m.lines
      FROM bank_transaction b LEFT JOIN payment p ON p.id = b.payment_id
      LEFT JOIN (SELECT payment_id, count(*) AS lines FROM bank_transaction GROUP BY 1) m ON m.payment_id = b.payment_id
      WHERE b.status = 'matched' AND (p.status IS DISTINCT FROM 'captured' OR p.method <> 'transfer'
        OR p.captured_minor <> b.amount_minor OR p.currency <> b.currency OR m.lines > 1)`,
  },
  {
    name: "refunds_match_payments",
    area: "money",
    cost: "full",
    rows: `SELECT count(*) FROM refund`,
    broken: `
      SELECT p.id AS subject, p.captured_minor, p.refunded_minor, coalesce(r.succeeded, 0) AS refunds_succeeded,
        coalesce(r.booked, 0) AS refunds_booked
      FROM payment p
      LEFT JOIN (
        SELECT payment_id, sum(amount_minor) FILTER (WHERE status = 'succeeded') AS succeeded,
          sum(amount_minor) FILTER (WHERE status <> 'failed') AS booked
        FROM refund GROUP BY 1
      ) r ON r.payment_id = p.id
      WHERE p.refunded_minor <> coalesce(r.succeeded, 0) OR coalesce(r.booked, 0) > p.captured_minor`,
  },
];
