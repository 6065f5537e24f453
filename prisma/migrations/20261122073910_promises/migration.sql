/*
  Warnings:

  - A unique constraint covering the columns `[pickup_location_id]` on the table `shipping_method` will be added. If there are existing duplicate values, this will fail.

*/
-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "station_id" TEXT;

-- AlterTable
ALTER TABLE "channel_location" ADD COLUMN     "ships" TEXT NOT NULL DEFAULT 'first';

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "collect_by" DATE,
ADD COLUMN     "pickup" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "promised_from" DATE,
ADD COLUMN     "promised_to" DATE,
ADD COLUMN     "ready_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "location" ADD COLUMN     "closed_on" DATE[] DEFAULT ARRAY[]::DATE[],
ADD COLUMN     "collect_days" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "cutoff_minutes" INTEGER NOT NULL DEFAULT 900,
ADD COLUMN     "handling_days" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "holidays" TEXT NOT NULL DEFAULT 'FR',
ADD COLUMN     "opening_hours" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'Europe/Paris',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "working_days" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[];

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "pickup_location_id" TEXT,
ADD COLUMN     "promised_from" DATE,
ADD COLUMN     "promised_to" DATE;

-- AlterTable
ALTER TABLE "shipping_method" ADD COLUMN     "pickup_location_id" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "weekdays" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[];

-- CreateIndex
CREATE INDEX "app_user_station_id_idx" ON "app_user"("station_id");

-- CreateIndex
CREATE INDEX "delivery_promised_to_idx" ON "delivery"("promised_to");

-- CreateIndex
CREATE INDEX "sales_order_pickup_location_id_idx" ON "sales_order"("pickup_location_id");

-- CreateIndex
CREATE UNIQUE INDEX "shipping_method_pickup_location_id_key" ON "shipping_method"("pickup_location_id");

-- AddForeignKey
ALTER TABLE "shipping_method" ADD CONSTRAINT "shipping_method_pickup_location_id_fkey" FOREIGN KEY ("pickup_location_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_pickup_location_id_fkey" FOREIGN KEY ("pickup_location_id") REFERENCES "location"("id") ON DELETE SET NULL ON UPDATE CASCADE;
