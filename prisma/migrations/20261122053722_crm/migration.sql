-- CreateTable
CREATE TABLE "stock_alert" (
    "id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "user_id" TEXT,
    "email" TEXT,
    "locale" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wishlist_item" (
    "user_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wishlist_item_pkey" PRIMARY KEY ("user_id","product_id")
);

-- AlterTable
ALTER TABLE "mail_message" ADD COLUMN "stop_url" TEXT;

-- CreateIndex
CREATE INDEX "stock_alert_variant_id_channel_id_status_confirmed_at_idx" ON "stock_alert"("variant_id", "channel_id", "status", "confirmed_at");

-- CreateIndex
CREATE INDEX "stock_alert_channel_id_idx" ON "stock_alert"("channel_id");

-- CreateIndex
CREATE INDEX "stock_alert_user_id_idx" ON "stock_alert"("user_id");

-- CreateIndex
CREATE INDEX "stock_alert_status_closed_at_idx" ON "stock_alert"("status", "closed_at");

-- CreateIndex
CREATE INDEX "wishlist_item_product_id_idx" ON "wishlist_item"("product_id");

-- AddForeignKey
ALTER TABLE "stock_alert" ADD CONSTRAINT "stock_alert_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_alert" ADD CONSTRAINT "stock_alert_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_alert" ADD CONSTRAINT "stock_alert_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wishlist_item" ADD CONSTRAINT "wishlist_item_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wishlist_item" ADD CONSTRAINT "wishlist_item_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE stock_alert
  ADD CONSTRAINT stock_alert_status CHECK (status IN ('pending', 'waiting', 'served', 'ended')),
  ADD CONSTRAINT stock_alert_email CHECK (email IS NULL OR (email = lower(email) AND email LIKE '%_@_%')),
  -- Only what is over may be forgotten.
  ADD CONSTRAINT stock_alert_forgotten CHECK (email IS NOT NULL OR status IN ('served', 'ended')),
  ADD CONSTRAINT stock_alert_proven CHECK (confirmed_at IS NOT NULL OR status IN ('pending', 'ended')),
  ADD CONSTRAINT stock_alert_closed CHECK ((closed_at IS NOT NULL) = (status IN ('served', 'ended')));
-- One open alert for an address and a variant.
CREATE UNIQUE INDEX stock_alert_once ON stock_alert (channel_id, variant_id, email) WHERE status IN ('pending', 'waiting');
