-- AlterTable
ALTER TABLE "cart" ADD COLUMN     "gift_card_id" TEXT;

-- CreateIndex
CREATE INDEX "cart_gift_card_id_idx" ON "cart"("gift_card_id");

-- AddForeignKey
ALTER TABLE "cart" ADD CONSTRAINT "cart_gift_card_id_fkey" FOREIGN KEY ("gift_card_id") REFERENCES "gift_card"("id") ON DELETE SET NULL ON UPDATE CASCADE;
