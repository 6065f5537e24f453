/*
  Warnings:

  - A unique constraint covering the columns `[replacement_id]` on the table `customer_return` will be added. If there are existing duplicate values, this will fail.
  - A unique constraint covering the columns `[moved_by_id]` on the table `payment` will be added. If there are existing duplicate values, this will fail.
  - A unique constraint covering the columns `[replacement_line_id]` on the table `return_line` will be added. If there are existing duplicate values, this will fail.

*/
-- AlterTable
ALTER TABLE "customer_return" ADD COLUMN     "exchange" TEXT,
ADD COLUMN     "exchange_reason" TEXT,
ADD COLUMN     "replacement_id" TEXT;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "moved_by_id" TEXT,
ADD COLUMN     "source_id" TEXT;

-- AlterTable
ALTER TABLE "return_line" ADD COLUMN     "replacement_line_id" TEXT;

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "exchange_of_id" TEXT;

-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "source" TEXT NOT NULL,
    "fault" TEXT NOT NULL,
    "wish" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "decision" TEXT,
    "reason" TEXT,
    "refund_minor" BIGINT,
    "replacement_id" TEXT,
    "return_id" TEXT,
    "decided_by_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_line" (
    "claim_id" TEXT NOT NULL,
    "order_line_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,

    CONSTRAINT "claim_line_pkey" PRIMARY KEY ("claim_id","order_line_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "claim_number_key" ON "claim"("number");

-- CreateIndex
CREATE UNIQUE INDEX "claim_replacement_id_key" ON "claim"("replacement_id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_return_id_key" ON "claim"("return_id");

-- CreateIndex
CREATE INDEX "claim_order_id_idx" ON "claim"("order_id");

-- CreateIndex
CREATE INDEX "claim_status_created_at_id_idx" ON "claim"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "claim_created_at_id_idx" ON "claim"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "claim_line_order_line_id_idx" ON "claim_line"("order_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_return_replacement_id_key" ON "customer_return"("replacement_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_moved_by_id_key" ON "payment"("moved_by_id");

-- CreateIndex
CREATE INDEX "payment_source_id_idx" ON "payment"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "return_line_replacement_line_id_key" ON "return_line"("replacement_line_id");

-- CreateIndex
CREATE INDEX "sales_order_exchange_of_id_idx" ON "sales_order"("exchange_of_id");

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_replacement_id_fkey" FOREIGN KEY ("replacement_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "customer_return"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_line" ADD CONSTRAINT "claim_line_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_line" ADD CONSTRAINT "claim_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "sales_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_replacement_id_fkey" FOREIGN KEY ("replacement_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_replacement_line_id_fkey" FOREIGN KEY ("replacement_line_id") REFERENCES "sales_order_line"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_moved_by_id_fkey" FOREIGN KEY ("moved_by_id") REFERENCES "refund"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_exchange_of_id_fkey" FOREIGN KEY ("exchange_of_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;
