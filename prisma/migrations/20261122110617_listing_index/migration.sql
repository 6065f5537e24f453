-- AlterTable
ALTER TABLE "search_document" ADD COLUMN     "positions" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "revision" BIGSERIAL NOT NULL;

-- CreateTable
CREATE TABLE "search_removal" (
    "index" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "search_removal_pkey" PRIMARY KEY ("index","product_id")
);

-- CreateIndex
CREATE INDEX "search_removal_index_revision_idx" ON "search_removal"("index", "revision");

-- CreateIndex
CREATE INDEX "search_document_index_revision_idx" ON "search_document"("index", "revision");

-- Prices that begin or end: looked for every minute, few among many.
CREATE INDEX "price_list_item_begins" ON "price_list_item" ("valid_from") WHERE "valid_from" IS NOT NULL;
CREATE INDEX "price_list_item_ends" ON "price_list_item" ("valid_to") WHERE "valid_to" IS NOT NULL;
