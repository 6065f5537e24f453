-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "acts_for_id" TEXT;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "month_limit_minor" BIGINT,
ADD COLUMN     "order_limit_minor" BIGINT;

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "bill_to_id" TEXT,
ADD COLUMN     "payer_id" TEXT,
ADD COLUMN     "purchase_reference" TEXT;

-- CreateTable
CREATE TABLE "company_account" (
    "partner_id" TEXT NOT NULL,
    "reference_required" BOOLEAN NOT NULL DEFAULT false,
    "own_approval" BOOLEAN NOT NULL DEFAULT false,
    "currency" CHAR(3) NOT NULL DEFAULT 'EUR',
    "bill_to_id" TEXT,
    "payer_id" TEXT,
    "vat_check_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_account_pkey" PRIMARY KEY ("partner_id")
);

-- CreateTable
CREATE TABLE "company_invitation" (
    "id" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" TEXT[],
    "order_limit_minor" BIGINT,
    "month_limit_minor" BIGINT,
    "token_hash" TEXT NOT NULL,
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "company_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_request" (
    "id" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "cart_id" TEXT NOT NULL,
    "channel_code" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "request" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "decided_by_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "order_id" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "company_account_bill_to_id_idx" ON "company_account"("bill_to_id");

-- CreateIndex
CREATE INDEX "company_account_payer_id_idx" ON "company_account"("payer_id");

-- CreateIndex
CREATE INDEX "company_account_vat_check_id_idx" ON "company_account"("vat_check_id");

-- CreateIndex
CREATE UNIQUE INDEX "company_invitation_token_hash_key" ON "company_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "company_invitation_partner_id_created_at_idx" ON "company_invitation"("partner_id", "created_at");

-- CreateIndex
CREATE INDEX "company_invitation_by_user_id_idx" ON "company_invitation"("by_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "approval_request_cart_id_key" ON "approval_request"("cart_id");

-- CreateIndex
CREATE UNIQUE INDEX "approval_request_order_id_key" ON "approval_request"("order_id");

-- CreateIndex
CREATE INDEX "approval_request_partner_id_created_at_id_idx" ON "approval_request"("partner_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "approval_request_user_id_created_at_id_idx" ON "approval_request"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "approval_request_status_expires_at_idx" ON "approval_request"("status", "expires_at");

-- CreateIndex
CREATE INDEX "app_user_acts_for_id_idx" ON "app_user"("acts_for_id");

-- CreateIndex
CREATE INDEX "sales_order_purchase_reference_idx" ON "sales_order"("purchase_reference");

-- CreateIndex
CREATE INDEX "sales_order_bill_to_id_idx" ON "sales_order"("bill_to_id");

-- CreateIndex
CREATE INDEX "sales_order_payer_id_idx" ON "sales_order"("payer_id");

-- AddForeignKey
ALTER TABLE "company_account" ADD CONSTRAINT "company_account_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_account" ADD CONSTRAINT "company_account_bill_to_id_fkey" FOREIGN KEY ("bill_to_id") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_account" ADD CONSTRAINT "company_account_payer_id_fkey" FOREIGN KEY ("payer_id") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_account" ADD CONSTRAINT "company_account_vat_check_id_fkey" FOREIGN KEY ("vat_check_id") REFERENCES "vat_check"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_invitation" ADD CONSTRAINT "company_invitation_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_invitation" ADD CONSTRAINT "company_invitation_by_user_id_fkey" FOREIGN KEY ("by_user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_acts_for_id_fkey" FOREIGN KEY ("acts_for_id") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_bill_to_id_fkey" FOREIGN KEY ("bill_to_id") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_payer_id_fkey" FOREIGN KEY ("payer_id") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;
