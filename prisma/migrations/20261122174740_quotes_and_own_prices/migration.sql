-- AlterTable
ALTER TABLE "cart" ADD COLUMN     "quote_id" TEXT;

-- CreateTable
CREATE TABLE "partner_price_list" (
    "partner_id" TEXT NOT NULL,
    "price_list_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_price_list_pkey" PRIMARY KEY ("partner_id")
);

-- CreateTable
CREATE TABLE "quote" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "channel_id" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "source" TEXT NOT NULL DEFAULT 'staff',
    "message" TEXT,
    "shipping_method" TEXT NOT NULL,
    "shipping_minor" BIGINT NOT NULL,
    "valid_until" DATE NOT NULL,
    "terms" TEXT,
    "total_minor" BIGINT NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "declined_by" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "access_hash" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote_line" (
    "id" TEXT NOT NULL,
    "quote_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "variant_id" TEXT NOT NULL,
    "quantity" DECIMAL(14,3) NOT NULL,
    "list_price" DECIMAL(19,6) NOT NULL,
    "unit_price" DECIMAL(19,6) NOT NULL,
    "note" TEXT,

    CONSTRAINT "quote_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote_event" (
    "id" TEXT NOT NULL,
    "quote_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "by_user_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quote_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "partner_price_list_price_list_id_idx" ON "partner_price_list"("price_list_id");

-- CreateIndex
CREATE UNIQUE INDEX "quote_access_hash_key" ON "quote"("access_hash");

-- CreateIndex
CREATE INDEX "quote_channel_id_idx" ON "quote"("channel_id");

-- CreateIndex
CREATE INDEX "quote_partner_id_created_at_id_idx" ON "quote"("partner_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "quote_user_id_created_at_id_idx" ON "quote"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "quote_created_at_id_idx" ON "quote"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "quote_status_valid_until_idx" ON "quote"("status", "valid_until");

-- CreateIndex
CREATE UNIQUE INDEX "quote_number_version_key" ON "quote"("number", "version");

-- CreateIndex
CREATE INDEX "quote_line_variant_id_idx" ON "quote_line"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "quote_line_quote_id_variant_id_key" ON "quote_line"("quote_id", "variant_id");

-- CreateIndex
CREATE INDEX "quote_event_quote_id_occurred_at_idx" ON "quote_event"("quote_id", "occurred_at");

-- CreateIndex
CREATE INDEX "cart_quote_id_idx" ON "cart"("quote_id");

-- AddForeignKey
ALTER TABLE "partner_price_list" ADD CONSTRAINT "partner_price_list_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_price_list" ADD CONSTRAINT "partner_price_list_price_list_id_fkey" FOREIGN KEY ("price_list_id") REFERENCES "price_list"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote" ADD CONSTRAINT "quote_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote" ADD CONSTRAINT "quote_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote" ADD CONSTRAINT "quote_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_event" ADD CONSTRAINT "quote_event_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart" ADD CONSTRAINT "cart_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quote"("id") ON DELETE SET NULL ON UPDATE CASCADE;
