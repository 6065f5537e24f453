-- CreateTable
CREATE TABLE "gift_card" (
    "id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "ending" CHAR(4) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "balance_minor" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "active" BOOLEAN NOT NULL DEFAULT true,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gift_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gift_card_entry" (
    "id" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "payment_id" TEXT,
    "refund_id" TEXT,
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gift_card_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "gift_card_code_hash_key" ON "gift_card"("code_hash");

-- CreateIndex
CREATE INDEX "gift_card_created_at_id_idx" ON "gift_card"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "gift_card_entry_card_id_created_at_idx" ON "gift_card_entry"("card_id", "created_at");

-- CreateIndex
CREATE INDEX "gift_card_entry_payment_id_idx" ON "gift_card_entry"("payment_id");

-- CreateIndex
CREATE INDEX "gift_card_entry_refund_id_idx" ON "gift_card_entry"("refund_id");

-- AddForeignKey
ALTER TABLE "gift_card_entry" ADD CONSTRAINT "gift_card_entry_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "gift_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gift_card_entry" ADD CONSTRAINT "gift_card_entry_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gift_card_entry" ADD CONSTRAINT "gift_card_entry_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
