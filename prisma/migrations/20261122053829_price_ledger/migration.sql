-- CreateTable
CREATE TABLE "price_change" (
    "id" BIGSERIAL NOT NULL,
    "item_id" TEXT NOT NULL,
    "price_list_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "min_quantity" DECIMAL(14,3) NOT NULL,
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "unit_price" DECIMAL(19,6),
    "compare_at" DECIMAL(19,6),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "price_change_variant_id_price_list_id_changed_at_idx" ON "price_change"("variant_id", "price_list_id", "changed_at");

-- CreateIndex
CREATE INDEX "price_change_item_id_changed_at_idx" ON "price_change"("item_id", "changed_at");
