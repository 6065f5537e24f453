-- AlterTable
ALTER TABLE "cart" ADD COLUMN     "use_points" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "loyalty_programme" (
    "id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "points_per_unit" DECIMAL(9,3) NOT NULL,
    "point_value_minor" INTEGER NOT NULL,
    "minimum_points" INTEGER NOT NULL DEFAULT 0,
    "pending_days" INTEGER NOT NULL DEFAULT 14,
    "expiry_months" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loyalty_programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loyalty_account" (
    "id" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "pending" INTEGER NOT NULL DEFAULT 0,
    "warned_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loyalty_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loyalty_entry" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "pending" INTEGER NOT NULL DEFAULT 0,
    "order_id" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loyalty_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loyalty_earning" (
    "order_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "points_per_unit" DECIMAL(9,3) NOT NULL,
    "points" INTEGER NOT NULL,
    "matured_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loyalty_earning_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "loyalty_spend" (
    "order_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "returned" INTEGER NOT NULL DEFAULT 0,
    "amount_minor" BIGINT NOT NULL,
    "lines" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loyalty_spend_pkey" PRIMARY KEY ("order_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "loyalty_programme_currency_key" ON "loyalty_programme"("currency");

-- CreateIndex
CREATE INDEX "loyalty_account_partner_id_idx" ON "loyalty_account"("partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "loyalty_account_programme_id_partner_id_key" ON "loyalty_account"("programme_id", "partner_id");

-- CreateIndex
CREATE INDEX "loyalty_entry_account_id_created_at_id_idx" ON "loyalty_entry"("account_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "loyalty_entry_order_id_idx" ON "loyalty_entry"("order_id");

-- CreateIndex
CREATE INDEX "loyalty_earning_account_id_idx" ON "loyalty_earning"("account_id");

-- CreateIndex
CREATE INDEX "loyalty_earning_matured_at_idx" ON "loyalty_earning"("matured_at");

-- CreateIndex
CREATE INDEX "loyalty_spend_account_id_idx" ON "loyalty_spend"("account_id");

-- AddForeignKey
ALTER TABLE "loyalty_account" ADD CONSTRAINT "loyalty_account_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "loyalty_programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_account" ADD CONSTRAINT "loyalty_account_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_entry" ADD CONSTRAINT "loyalty_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "loyalty_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_entry" ADD CONSTRAINT "loyalty_entry_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_earning" ADD CONSTRAINT "loyalty_earning_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "loyalty_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_earning" ADD CONSTRAINT "loyalty_earning_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_spend" ADD CONSTRAINT "loyalty_spend_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "loyalty_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_spend" ADD CONSTRAINT "loyalty_spend_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
