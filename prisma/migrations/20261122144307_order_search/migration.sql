-- DropIndex
DROP INDEX "sales_order_purchase_reference_idx";

-- CreateTable
CREATE TABLE "order_search" (
    "order_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "order_search_pkey" PRIMARY KEY ("order_id")
);

-- AddForeignKey
ALTER TABLE "order_search" ADD CONSTRAINT "order_search_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;
