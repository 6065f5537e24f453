-- AlterTable
ALTER TABLE "customer_return" ADD COLUMN     "booked_at" TIMESTAMPTZ(3),
ADD COLUMN     "carrier_code" TEXT,
ADD COLUMN     "label" JSONB,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'staff',
ADD COLUMN     "store_id" TEXT,
ADD COLUMN     "tracking_number" TEXT,
ADD COLUMN     "way_back" TEXT;

-- AlterTable
ALTER TABLE "location" ADD COLUMN     "takes_returns" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "return_exclusion" TEXT;

-- AlterTable
ALTER TABLE "sales_order_line" ADD COLUMN     "return_exclusion" TEXT;

-- CreateTable
CREATE TABLE "attachment" (
    "id" TEXT NOT NULL,
    "draft_hash" TEXT,
    "document_type" TEXT,
    "document_id" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "by_user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attachment_draft_hash_key" ON "attachment"("draft_hash");

-- CreateIndex
CREATE INDEX "attachment_created_at_id_idx" ON "attachment"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "attachment_document_type_document_id_position_key" ON "attachment"("document_type", "document_id", "position");

-- CreateIndex
CREATE INDEX "customer_return_store_id_idx" ON "customer_return"("store_id");

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;
