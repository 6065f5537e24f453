-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "wanted_on" DATE;

-- AlterTable
ALTER TABLE "order_amendment" ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'staff';

-- AlterTable
ALTER TABLE "parcel" ADD COLUMN     "booked_at" TIMESTAMPTZ(3),
ADD COLUMN     "carrier_code" TEXT NOT NULL DEFAULT 'manual',
ADD COLUMN     "label" JSONB,
ADD COLUMN     "tracked_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "wanted_on" DATE;

-- AlterTable
ALTER TABLE "shipping_method" ADD COLUMN     "carrier_code" TEXT NOT NULL DEFAULT 'manual';

-- CreateTable
CREATE TABLE "parcel_scan" (
    "id" TEXT NOT NULL,
    "parcel_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "place" TEXT,
    "reason" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "parcel_scan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "parcel_scan_parcel_id_external_id_key" ON "parcel_scan"("parcel_id", "external_id");

-- CreateIndex
CREATE INDEX "parcel_status_tracked_at_idx" ON "parcel"("status", "tracked_at");

-- AddForeignKey
ALTER TABLE "parcel_scan" ADD CONSTRAINT "parcel_scan_parcel_id_fkey" FOREIGN KEY ("parcel_id") REFERENCES "parcel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
