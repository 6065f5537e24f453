/*
  Warnings:

  - A unique constraint covering the columns `[reference]` on the table `payment` will be added. If there are existing duplicate values, this will fail.

*/
-- DropForeignKey
ALTER TABLE "reservation" DROP CONSTRAINT "reservation_order_id_fkey";

-- DropForeignKey
ALTER TABLE "reservation" DROP CONSTRAINT "reservation_order_line_id_fkey";

-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "capture_mode" TEXT NOT NULL DEFAULT 'automatic',
ADD COLUMN     "cart_hold_minutes" INTEGER NOT NULL DEFAULT 15,
ADD COLUMN     "hold_on" TEXT NOT NULL DEFAULT 'payment',
ADD COLUMN     "payment_methods" TEXT[] DEFAULT ARRAY['online', 'transfer']::TEXT[],
ADD COLUMN     "plenty_from" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "sourcing" TEXT NOT NULL DEFAULT 'priority',
ADD COLUMN     "split_lines" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "stock_display" TEXT NOT NULL DEFAULT 'exact',
ADD COLUMN     "transfer_hold_days" INTEGER NOT NULL DEFAULT 7,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "channel_location" ADD COLUMN     "safety_stock" DECIMAL(14,3) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "idempotency_key" ADD COLUMN     "http_status" INTEGER,
ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'done';

-- AlterTable
ALTER TABLE "location" ADD COLUMN     "latitude" DECIMAL(8,5),
ADD COLUMN     "longitude" DECIMAL(8,5);

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "amendment_id" TEXT,
ADD COLUMN     "authorised_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "capture_mode" TEXT NOT NULL DEFAULT 'automatic',
ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'online',
ADD COLUMN     "reference" TEXT;

-- AlterTable
ALTER TABLE "reservation" ADD COLUMN     "cart_id" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'stock',
ALTER COLUMN "order_id" DROP NOT NULL,
ALTER COLUMN "order_line_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "discount_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "payment_method" TEXT NOT NULL DEFAULT 'online';

-- AlterTable
ALTER TABLE "sales_order_line" ADD COLUMN     "discount_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunded" DECIMAL(14,3) NOT NULL DEFAULT 0,
ADD COLUMN     "returned" DECIMAL(14,3) NOT NULL DEFAULT 0,
ADD COLUMN     "shipping_share_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "stock_level" ADD COLUMN     "backordered" DECIMAL(14,3) NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "account" (
    "code" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "kind" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "account_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "account_role" (
    "role" TEXT NOT NULL,
    "account_code" TEXT NOT NULL,

    CONSTRAINT "account_role_pkey" PRIMARY KEY ("role")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "id" TEXT NOT NULL,
    "journal" TEXT NOT NULL,
    "fiscal_year" INTEGER NOT NULL,
    "sequence_no" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "label" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "document_type" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "document_ref" TEXT NOT NULL,
    "document_date" DATE NOT NULL,
    "reverses_id" TEXT,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_line" (
    "entry_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "account_code" TEXT NOT NULL,
    "partner_id" TEXT,
    "partner_name" TEXT,
    "label" TEXT NOT NULL,
    "debit_minor" BIGINT NOT NULL DEFAULT 0,
    "credit_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "journal_line_pkey" PRIMARY KEY ("entry_id","position")
);

-- CreateTable
CREATE TABLE "channel_safety_stock" (
    "channel_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,

    CONSTRAINT "channel_safety_stock_pkey" PRIMARY KEY ("channel_id","variant_id")
);

-- CreateTable
CREATE TABLE "customer_return" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'requested',
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_line" (
    "id" TEXT NOT NULL,
    "return_id" TEXT NOT NULL,
    "order_line_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,
    "received" DECIMAL(14,3) NOT NULL DEFAULT 0,
    "restocked" DECIMAL(14,3) NOT NULL DEFAULT 0,
    "scrapped" DECIMAL(14,3) NOT NULL DEFAULT 0,
    "location_id" TEXT,

    CONSTRAINT "return_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "refund_id" TEXT NOT NULL,
    "order_line_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "shipping_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("refund_id","order_line_id")
);

-- CreateTable
CREATE TABLE "bank_transaction" (
    "id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "booked_on" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "counterparty" TEXT,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'unmatched',
    "payment_id" TEXT,
    "matched_by" TEXT,
    "matched_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bank_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_run" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "compared" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "flagged" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "by_user_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_finding" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "provider_ref" TEXT,
    "payment_id" TEXT,
    "outcome" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "resolved_by" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reconciliation_finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invariant_check" (
    "id" TEXT NOT NULL,
    "invariant" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "violations" INTEGER NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "details" JSONB NOT NULL DEFAULT '[]',
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invariant_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_amendment" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "proposal" JSONB NOT NULL,
    "difference_minor" BIGINT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_amendment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_policy" (
    "variant_id" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'deny',
    "max_backorder" DECIMAL(14,3),
    "release_on" DATE,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_policy_pkey" PRIMARY KEY ("variant_id")
);

-- CreateTable
CREATE TABLE "inbound_supply" (
    "id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "location_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,
    "received" DECIMAL(14,3) NOT NULL DEFAULT 0,
    "expected_on" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'expected',
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_supply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "account_role_account_code_idx" ON "account_role"("account_code");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_reverses_id_key" ON "journal_entry"("reverses_id");

-- CreateIndex
CREATE INDEX "journal_entry_date_id_idx" ON "journal_entry"("date", "id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_journal_fiscal_year_sequence_no_key" ON "journal_entry"("journal", "fiscal_year", "sequence_no");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_document_type_document_id_key" ON "journal_entry"("document_type", "document_id");

-- CreateIndex
CREATE INDEX "journal_line_account_code_idx" ON "journal_line"("account_code");

-- CreateIndex
CREATE INDEX "journal_line_partner_id_idx" ON "journal_line"("partner_id");

-- CreateIndex
CREATE INDEX "channel_safety_stock_variant_id_idx" ON "channel_safety_stock"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_return_number_key" ON "customer_return"("number");

-- CreateIndex
CREATE INDEX "customer_return_order_id_idx" ON "customer_return"("order_id");

-- CreateIndex
CREATE INDEX "customer_return_status_created_at_id_idx" ON "customer_return"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "return_line_order_line_id_idx" ON "return_line"("order_line_id");

-- CreateIndex
CREATE INDEX "return_line_location_id_idx" ON "return_line"("location_id");

-- CreateIndex
CREATE UNIQUE INDEX "return_line_return_id_order_line_id_key" ON "return_line"("return_id", "order_line_id");

-- CreateIndex
CREATE INDEX "refund_line_order_line_id_idx" ON "refund_line"("order_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_transaction_external_id_key" ON "bank_transaction"("external_id");

-- CreateIndex
CREATE INDEX "bank_transaction_payment_id_idx" ON "bank_transaction"("payment_id");

-- CreateIndex
CREATE INDEX "bank_transaction_status_booked_on_id_idx" ON "bank_transaction"("status", "booked_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "reconciliation_run_started_at_id_idx" ON "reconciliation_run"("started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "reconciliation_finding_run_id_idx" ON "reconciliation_finding"("run_id");

-- CreateIndex
CREATE INDEX "reconciliation_finding_outcome_created_at_id_idx" ON "reconciliation_finding"("outcome", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "invariant_check_invariant_checked_at_idx" ON "invariant_check"("invariant", "checked_at" DESC);

-- CreateIndex
CREATE INDEX "invariant_check_checked_at_idx" ON "invariant_check"("checked_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_amendment_idempotency_key_key" ON "order_amendment"("idempotency_key");

-- CreateIndex
CREATE INDEX "order_amendment_order_id_idx" ON "order_amendment"("order_id");

-- CreateIndex
CREATE INDEX "order_amendment_status_expires_at_idx" ON "order_amendment"("status", "expires_at");

-- CreateIndex
CREATE INDEX "inbound_supply_variant_id_status_expected_on_idx" ON "inbound_supply"("variant_id", "status", "expected_on");

-- CreateIndex
CREATE INDEX "inbound_supply_location_id_idx" ON "inbound_supply"("location_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_reference_key" ON "payment"("reference");

-- CreateIndex
CREATE INDEX "payment_amendment_id_idx" ON "payment"("amendment_id");

-- CreateIndex
CREATE INDEX "payment_status_updated_at_idx" ON "payment"("status", "updated_at");

-- CreateIndex
CREATE INDEX "reservation_cart_id_idx" ON "reservation"("cart_id");

-- AddForeignKey
ALTER TABLE "account_role" ADD CONSTRAINT "account_role_account_code_fkey" FOREIGN KEY ("account_code") REFERENCES "account"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "journal_entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "journal_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_account_code_fkey" FOREIGN KEY ("account_code") REFERENCES "account"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_safety_stock" ADD CONSTRAINT "channel_safety_stock_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_safety_stock" ADD CONSTRAINT "channel_safety_stock_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "customer_return"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "sales_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_amendment_id_fkey" FOREIGN KEY ("amendment_id") REFERENCES "order_amendment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "sales_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_transaction" ADD CONSTRAINT "bank_transaction_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliation_finding" ADD CONSTRAINT "reconciliation_finding_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "reconciliation_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_amendment" ADD CONSTRAINT "order_amendment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_policy" ADD CONSTRAINT "stock_policy_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_supply" ADD CONSTRAINT "inbound_supply_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_supply" ADD CONSTRAINT "inbound_supply_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "sales_order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
