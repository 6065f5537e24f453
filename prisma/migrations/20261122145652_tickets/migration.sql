-- AlterTable
ALTER TABLE "mail_message" ADD COLUMN     "reply_to" TEXT,
ADD COLUMN     "thread" TEXT;

-- CreateTable
CREATE TABLE "ticket" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "user_id" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "order_id" TEXT,
    "product_id" TEXT,
    "category" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "assignee_id" TEXT,
    "access_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_answer_at" TIMESTAMPTZ(3),
    "last_message_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_message" (
    "id" TEXT NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "internal" BOOLEAN NOT NULL DEFAULT false,
    "user_id" TEXT,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "via" TEXT NOT NULL DEFAULT 'web',
    "external_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ticket_number_key" ON "ticket"("number");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_access_hash_key" ON "ticket"("access_hash");

-- CreateIndex
CREATE INDEX "ticket_user_id_last_message_at_id_idx" ON "ticket"("user_id", "last_message_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_assignee_id_last_message_at_id_idx" ON "ticket"("assignee_id", "last_message_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_order_id_idx" ON "ticket"("order_id");

-- CreateIndex
CREATE INDEX "ticket_product_id_idx" ON "ticket"("product_id");

-- CreateIndex
CREATE INDEX "ticket_status_last_message_at_id_idx" ON "ticket"("status", "last_message_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_last_message_at_id_idx" ON "ticket"("last_message_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ticket_message_external_id_key" ON "ticket_message"("external_id");

-- CreateIndex
CREATE INDEX "ticket_message_ticket_id_created_at_id_idx" ON "ticket_message"("ticket_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "ticket_message_user_id_idx" ON "ticket_message"("user_id");

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_message" ADD CONSTRAINT "ticket_message_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_message" ADD CONSTRAINT "ticket_message_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
