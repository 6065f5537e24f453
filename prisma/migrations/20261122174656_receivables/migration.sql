-- AlterTable
ALTER TABLE "company_account" ADD COLUMN     "credit_limit_minor" BIGINT,
ADD COLUMN     "payment_terms" TEXT,
ADD COLUMN     "reminders" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "payment_terms" TEXT;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "account_payment_id" TEXT;

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "payment_terms" TEXT;

-- CreateTable
CREATE TABLE "account_payment" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'created',
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "user_id" TEXT,
    "session_ref" TEXT,
    "intent_ref" TEXT,
    "redirect_url" TEXT,
    "idempotency_key" TEXT NOT NULL,
    "failure_code" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_payment_part" (
    "account_payment_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "account_payment_part_pkey" PRIMARY KEY ("account_payment_id","invoice_id")
);

-- CreateTable
CREATE TABLE "payment_reminder" (
    "invoice_id" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_reminder_pkey" PRIMARY KEY ("invoice_id","level")
);

-- CreateTable
CREATE TABLE "invoice_dispute" (
    "invoice_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_user_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_dispute_pkey" PRIMARY KEY ("invoice_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_payment_session_ref_key" ON "account_payment"("session_ref");

-- CreateIndex
CREATE UNIQUE INDEX "account_payment_intent_ref_key" ON "account_payment"("intent_ref");

-- CreateIndex
CREATE UNIQUE INDEX "account_payment_idempotency_key_key" ON "account_payment"("idempotency_key");

-- CreateIndex
CREATE INDEX "account_payment_user_id_idx" ON "account_payment"("user_id");

-- CreateIndex
CREATE INDEX "account_payment_provider_created_at_idx" ON "account_payment"("provider", "created_at");

-- CreateIndex
CREATE INDEX "account_payment_part_invoice_id_idx" ON "account_payment_part"("invoice_id");

-- CreateIndex
CREATE INDEX "account_payment_part_order_id_idx" ON "account_payment_part"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_payment_part_account_payment_id_order_id_key" ON "account_payment_part"("account_payment_id", "order_id");

-- CreateIndex
CREATE INDEX "invoice_dispute_by_user_id_idx" ON "invoice_dispute"("by_user_id");

-- CreateIndex
CREATE INDEX "payment_account_payment_id_idx" ON "payment"("account_payment_id");

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_account_payment_id_fkey" FOREIGN KEY ("account_payment_id") REFERENCES "account_payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_payment" ADD CONSTRAINT "account_payment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_payment_part" ADD CONSTRAINT "account_payment_part_account_payment_id_fkey" FOREIGN KEY ("account_payment_id") REFERENCES "account_payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_payment_part" ADD CONSTRAINT "account_payment_part_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_payment_part" ADD CONSTRAINT "account_payment_part_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_reminder" ADD CONSTRAINT "payment_reminder_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_dispute" ADD CONSTRAINT "invoice_dispute_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_dispute" ADD CONSTRAINT "invoice_dispute_by_user_id_fkey" FOREIGN KEY ("by_user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
