// The register of personal data: each table that can hold some, and of each of its columns of words what becomes of it. The
// copy that a person asks for and the test of an erasure both read it; a table or column that is not in here turns
// register.itest.ts red.

/** Why something stays when a person is forgotten (GDPR, article 17(3)). */
export const grounds = {
  contract: "Code de la consommation, L213-1, D213-2: contracts, ten years",
  books: "Code de commerce, L123-22; Code général des impôts, 289: books and invoices, ten years",
  withdrawal: "Code de la consommation, L221-21, L242-4: proof of a declared withdrawal, five years",
  consent: "GDPR, article 7(1): proof of consent, three years after its end",
  safety: "GDPR, articles 5(2) and 32: who did what to whose data",
  opinion: "a published review stays, without its writer",
} as const;
export type Ground = keyof typeof grounds;

type Columns = string;
/** Column names apart by spaces. */
export type Held = {
  /** Which rows are a person's: SQL over `t`; $1 user id, $2 address, $3 partner id; `mine`: the ids of their orders. */
  whose: string;
  /** Secrets of the house's own: never part of a copy. */
  hidden?: Columns;
  /** Gone, or emptied, with the person. */
  erased?: Columns;
  /** Replaced by something that names nobody. */
  pseudonymised?: Columns;
  kept?: Partial<Record<Ground, Columns>>;
  /** Ids, codes and states: they say nothing of a person once what they point to is forgotten. */
  plain?: Columns;
  /** Where a copy leaves it out: why. */
  notCopied?: string;
};

const ofOrder = "t.order_id IN (SELECT id FROM mine)";
const via = (table: string, key: string) =>
  `t.${key} IN (SELECT c.id FROM ${table} c WHERE c.order_id IN (SELECT id FROM mine))`;
const ofPayment = via("payment", "payment_id");

export const register: Readonly<Record<string, Held>> = {
  app_user: {
    whose: "t.id = $1",
    hidden: "password_hash",
    erased: "password_hash acts_for_id",
    pseudonymised: "email name",
    plain: "id locale status partner_id station_id",
  },
  user_session: {
    whose: "t.user_id = $1",
    hidden: "device_hash",
    erased: "id user_id device_hash browser system network",
  },
  second_factor: { whose: "t.user_id = $1", hidden: "secret", erased: "user_id secret" },
  recovery_code: { whose: "t.user_id = $1", hidden: "code_hash", erased: "id user_id code_hash" },
  login_token: {
    whose: "t.user_id = $1 OR t.email = $2",
    hidden: "token_hash data",
    erased: "id user_id email purpose data token_hash",
  },
  staff_role: { whose: "t.user_id = $1", plain: "user_id role" },
  membership: { whose: "t.user_id = $1", erased: "user_id partner_id role" },
  company_invitation: {
    whose: "t.email = $2",
    hidden: "token_hash",
    erased: "id partner_id email roles token_hash by_user_id",
  },
  approval_request: {
    whose: "t.user_id = $1",
    kept: { contract: "request lines reason" },
    plain: "id partner_id user_id cart_id channel_code locale currency status decided_by_id order_id",
  },
  quote: {
    whose: "t.user_id = $1",
    hidden: "access_hash",
    erased: "message reason",
    kept: { contract: "terms" },
    plain:
      "id number channel_id partner_id user_id locale currency status source shipping_method declined_by access_hash created_by_id",
  },
  quote_line: {
    whose: "t.quote_id IN (SELECT q.id FROM quote q WHERE q.user_id = $1)",
    kept: { contract: "note" },
    plain: "id quote_id variant_id",
  },
  quote_event: {
    whose: "t.quote_id IN (SELECT q.id FROM quote q WHERE q.user_id = $1)",
    kept: { contract: "data" },
    plain: "id quote_id type by_user_id",
  },
  partner: {
    whose: "t.id = $3",
    erased: "email phone",
    pseudonymised: "name",
    plain: "id kind locale parent_id vat_number siren",
  },
  address: {
    whose: "t.partner_id = $3",
    erased: "id partner_id type label recipient company line1 line2 postcode city region country phone instructions",
  },
  stock_alert: {
    whose: "t.user_id = $1 OR t.email = $2",
    erased: "id channel_id variant_id user_id email locale status",
  },
  wishlist_item: { whose: "t.user_id = $1", erased: "user_id product_id" },
  consent: {
    whose: "t.email = $2 OR t.user_id = $1",
    kept: { consent: "email wording proof" },
    plain: "id purpose locale source user_id withdrawn_by",
  },
  cart_reminder: { whose: "t.email = $2", erased: "id cart_id consent_id email locale status" },
  cart: {
    whose: "t.user_id = $1",
    hidden: "token_hash",
    erased: "coupon_code",
    plain: "id token_hash channel_id user_id partner_id status currency locale gift_card_id quote_id",
  },
  cart_line: { whose: "t.cart_id IN (SELECT c.id FROM cart c WHERE c.user_id = $1)", plain: "id cart_id variant_id" },
  sales_order: {
    whose: "t.id IN (SELECT id FROM mine)",
    hidden: "access_hash",
    erased: "phone note",
    kept: { contract: "email billing_address delivery_address purchase_reference" },
    plain:
      "id number channel_id cart_id partner_id user_id access_hash locale currency status payment_status delivery_status invoice_status tax_treatment vat_check_id shipping_method_code shipping_method_name bill_to_id payer_id pickup_location_id payment_method payment_terms exchange_of_id",
  },
  sales_order_line: {
    whose: ofOrder,
    kept: { contract: "sku name description" },
    plain: "id order_id kind variant_id media_key tax_category return_exclusion",
  },
  order_event: {
    whose: `${ofOrder} AND t.audience <> 'staff'`,
    kept: { contract: "data" },
    plain: "id order_id type audience by_user_id",
  },
  order_amendment: {
    whose: ofOrder,
    kept: { contract: "request proposal" },
    plain: "id order_id status source idempotency_key by_user_id",
  },
  order_search: {
    whose: ofOrder,
    kept: { contract: "text" },
    plain: "order_id",
    notCopied: "a copy of the order's words, to find it by",
  },
  delivery: {
    whose: ofOrder,
    kept: { contract: "address" },
    plain: "id number order_id location_id status backorder_of_id",
  },
  parcel: {
    whose: via("delivery", "delivery_id"),
    kept: { contract: "tracking_number tracking_url label" },
    plain: "id delivery_id number carrier status carrier_code",
  },
  parcel_scan: {
    whose:
      "t.parcel_id IN (SELECT p.id FROM parcel p JOIN delivery d ON d.id = p.delivery_id WHERE d.order_id IN (SELECT id FROM mine))",
    kept: { contract: "place reason" },
    plain: "id parcel_id external_id status",
  },
  customer_return: {
    whose: ofOrder,
    kept: { contract: "reason note tracking_number label exchange_reason" },
    plain: "id number order_id status source way_back store_id carrier_code exchange replacement_id by_user_id",
  },
  return_line: {
    whose: via("customer_return", "return_id"),
    plain: "id return_id order_line_id location_id replacement_line_id",
  },
  claim: {
    whose: ofOrder,
    kept: { contract: "description answer" },
    plain: "id number order_id status kind wish decision replacement_id return_id by_user_id decided_by_id",
  },
  claim_line: { whose: via("claim", "claim_id"), plain: "claim_id order_line_id" },
  attachment: {
    whose: `t.by_user_id = $1 OR ${["customer_return", "claim"].map((of) => via(of, "document_id")).join(" OR ")}`,
    hidden: "draft_hash",
    kept: { contract: "name" },
    plain: "id draft_hash document_type document_id mime by_user_id",
  },
  withdrawal: {
    whose: "t.order_id IN (SELECT id FROM mine) OR t.email = $2",
    kept: { withdrawal: "name email statement outcome" },
    plain: "id number order_id order_number locale status return_number handled_by_id",
  },
  withdrawal_line: {
    whose:
      "t.withdrawal_id IN (SELECT w.id FROM withdrawal w WHERE w.order_id IN (SELECT id FROM mine) OR w.email = $2)",
    plain: "withdrawal_id order_line_id",
  },
  invoice: {
    whose: `${ofOrder} OR t.partner_id = $3`,
    kept: { books: "seller buyer delivery_to reason" },
    plain:
      "id kind status journal number order_id partner_id reverses_id locale currency tax_treatment replaces_id payment_terms",
  },
  invoice_line: {
    whose: via("invoice", "invoice_id"),
    kept: { books: "sku name description" },
    plain: "id invoice_id order_line_id",
  },
  payment: {
    whose: ofOrder,
    hidden: "idempotency_key redirect_url",
    kept: { books: "session_ref intent_ref redirect_url reference" },
    plain:
      "id order_id provider status currency method capture_mode idempotency_key amendment_id account_payment_id moved_by_id source_id failure_code",
  },
  account_payment: {
    whose: "t.user_id = $1 OR t.email = $2",
    hidden: "idempotency_key redirect_url",
    kept: { books: "email session_ref intent_ref redirect_url" },
    plain: "id provider status currency locale user_id idempotency_key failure_code",
  },
  account_payment_part: { whose: ofOrder, plain: "account_payment_id invoice_id order_id" },
  payment_reminder: { whose: via("invoice", "invoice_id"), plain: "invoice_id" },
  invoice_dispute: {
    whose: via("invoice", "invoice_id"),
    kept: { books: "reason" },
    plain: "invoice_id by_user_id",
  },
  payment_attempt: { whose: ofPayment, kept: { books: "provider_ref" }, plain: "id payment_id status failure_code" },
  refund: {
    whose: ofPayment,
    hidden: "idempotency_key",
    kept: { books: "reason provider_ref" },
    plain: "id payment_id status kind idempotency_key failure_code by_user_id",
  },
  bank_transaction: {
    whose: ofPayment,
    kept: { books: "counterparty text" },
    plain: "id external_id currency status payment_id matched_by",
  },
  gift_card_entry: { whose: ofPayment, plain: "id card_id kind payment_id refund_id by_user_id" },
  journal_entry: {
    whose: ofOrder,
    kept: { books: "label document_ref reason" },
    plain: "id journal currency document_type document_id order_id reverses_id",
  },
  journal_line: {
    whose: "t.partner_id = $3",
    kept: { books: "partner_name label" },
    plain: "entry_id account_code partner_id",
  },
  loyalty_account: { whose: "t.partner_id = $3", plain: "id programme_id partner_id" },
  loyalty_entry: {
    whose: "t.account_id IN (SELECT a.id FROM loyalty_account a WHERE a.partner_id = $3)",
    hidden: "by_user_id",
    kept: { safety: "reason" },
    plain: "id account_id kind order_id by_user_id",
  },
  loyalty_earning: { whose: ofOrder, plain: "order_id account_id" },
  loyalty_spend: { whose: ofOrder, kept: { contract: "lines" }, plain: "order_id account_id" },
  coupon_use: { whose: ofOrder, kept: { contract: "customer_key" }, plain: "order_id coupon_id status" },
  review: {
    whose: "t.user_id = $1 OR t.email = $2",
    erased: "user_id email",
    pseudonymised: "display_name",
    kept: { opinion: "title text answer ground_words" },
    plain: "id product_id order_line_id locale status ground",
  },
  review_request: { whose: "t.email = $2", erased: "id order_id consent_id email" },
  ticket: {
    whose: "t.user_id = $1 OR (t.email = $2 AND t.user_id IS NULL)",
    hidden: "access_hash",
    pseudonymised: "name email subject",
    plain: "id number user_id locale order_id product_id category status assignee_id access_hash",
  },
  ticket_message: {
    whose:
      "NOT t.internal AND t.ticket_id IN (SELECT k.id FROM ticket k WHERE k.user_id = $1 OR (k.email = $2 AND k.user_id IS NULL))",
    erased: "body external_id",
    pseudonymised: "name",
    plain: "id ticket_id side user_id via",
  },
  mail_message: {
    whose: 't."to" = $2',
    hidden: "html text dedupe_key stop_url reply_to",
    erased: "id dedupe_key template locale to subject html text stop_url status error thread reply_to",
  },
  audit_entry: {
    whose: "t.actor_id = $1 OR t.target_id = $1",
    kept: { safety: "data" },
    plain: "id actor_id action target_type target_id request_id",
  },
  data_request: { whose: "t.user_id = $1", hidden: "file", erased: "file", plain: "id kind user_id by_user_id status" },
};

/** What is of persons, but not to be found by person, or gone within days by itself: why neither copy nor erasure looks there. */
export const elsewhere: Readonly<Record<string, string>> = {
  company_account: "of a company",
  partner_price_list: "of a company: the list it buys by",
  vat_check: "of a company, as a public register answered",
  delivery_line: "ids and quantities",
  parcel_line: "ids and quantities",
  refund_line: "ids and amounts",
  invoice_tax: "amounts",
  reservation: "ids and quantities",
  stock_move: "goods; notes are the staff's",
  inbound_supply: "goods; notes are the staff's",
  review_vote: "a fingerprint that leads back to nobody",
  review_report: "a fingerprint that leads back to nobody",
  gift_card: "whoever holds the code; no name is kept",
  reconciliation_run: "what a payment provider answered, without names",
  reconciliation_finding: "what a payment provider answered, without names",
  webhook_inbox: "a provider's message about a payment: proof of it, found by the payment",
  outbox_event: "ids of what happened",
  outbox_pending: "ids, for milliseconds",
  idempotency_key: "sealed answers, gone after a day",
  rate_limit: "fingerprints, gone after two days",
};

/** Tables in which nothing is of a person. */
export const impersonal = new Set(
  `account account_role brand maker family attribute_def attribute_choice attribute_use product_attribute category product
  product_score product_category product_option option_value variant variant_option_value media product_media variant_media
  search_synonym search_tally search_audit channel channel_location channel_safety_stock content_block article article_slug
  shipping_method sign_in_policy settings_revision counter invariant_check price_list price_list_item price_change coupon
  product_rating search_document search_removal search_index search_word loyalty_programme location stock_level stock_policy tax_rate`.split(
    /\s+/,
  ),
);

export const columnsIn = (text: Columns | undefined): string[] => text?.split(" ").filter(Boolean) ?? [];

/** Every column that an entry of the register names. */
export const namedIn = (held: Held): string[] => [
  ...columnsIn(held.erased),
  ...columnsIn(held.pseudonymised),
  ...columnsIn(held.plain),
  ...Object.values(held.kept ?? {}).flatMap(columnsIn),
];
