-- AlterTable
ALTER TABLE "cart" ADD COLUMN     "coupon_code" TEXT;

-- CreateTable
CREATE TABLE "coupon" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "kind" TEXT NOT NULL,
    "value" DECIMAL(19,6) NOT NULL DEFAULT 0,
    "currency" CHAR(3),
    "min_items_minor" BIGINT NOT NULL DEFAULT 0,
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "usage_limit" INTEGER,
    "per_customer" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coupon_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupon_use" (
    "order_id" TEXT NOT NULL,
    "coupon_id" TEXT NOT NULL,
    "customer_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'live',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coupon_use_pkey" PRIMARY KEY ("order_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "coupon_code_key" ON "coupon"("code");

-- CreateIndex
CREATE INDEX "coupon_created_at_id_idx" ON "coupon"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "coupon_use_coupon_id_customer_key_status_idx" ON "coupon_use"("coupon_id", "customer_key", "status");

-- AddForeignKey
ALTER TABLE "coupon_use" ADD CONSTRAINT "coupon_use_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupon"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_use" ADD CONSTRAINT "coupon_use_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
