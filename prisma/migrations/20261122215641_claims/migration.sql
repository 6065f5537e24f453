-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "kind" TEXT NOT NULL,
    "wish" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "decision" TEXT,
    "answer" TEXT,
    "amount_minor" BIGINT,
    "replacement_id" TEXT,
    "return_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "by_user_id" TEXT,
    "decided_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_line" (
    "claim_id" TEXT NOT NULL,
    "order_line_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,
    "accepted" DECIMAL(14,3) NOT NULL DEFAULT 0,

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
