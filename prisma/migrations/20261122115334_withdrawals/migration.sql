-- CreateTable
CREATE TABLE "withdrawal" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" TEXT,
    "order_number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "late" BOOLEAN NOT NULL,
    "return_number" TEXT,
    "outcome" TEXT,
    "handled_by_id" TEXT,
    "handled_at" TIMESTAMPTZ(3),
    "declared_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "withdrawal_line" (
    "withdrawal_id" TEXT NOT NULL,
    "order_line_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,

    CONSTRAINT "withdrawal_line_pkey" PRIMARY KEY ("withdrawal_id","order_line_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "withdrawal_number_key" ON "withdrawal"("number");

-- CreateIndex
CREATE INDEX "withdrawal_order_id_idx" ON "withdrawal"("order_id");

-- CreateIndex
CREATE INDEX "withdrawal_status_declared_at_id_idx" ON "withdrawal"("status", "declared_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "withdrawal_declared_at_id_idx" ON "withdrawal"("declared_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "withdrawal_line_order_line_id_idx" ON "withdrawal_line"("order_line_id");

-- AddForeignKey
ALTER TABLE "withdrawal" ADD CONSTRAINT "withdrawal_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawal_line" ADD CONSTRAINT "withdrawal_line_withdrawal_id_fkey" FOREIGN KEY ("withdrawal_id") REFERENCES "withdrawal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawal_line" ADD CONSTRAINT "withdrawal_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "sales_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
