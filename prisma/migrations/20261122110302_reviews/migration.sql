-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "review_ask_days" INTEGER DEFAULT 10,
ADD COLUMN     "reviews_appear" TEXT NOT NULL DEFAULT 'checked';

-- CreateTable
CREATE TABLE "review" (
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "order_line_id" TEXT NOT NULL,
    "user_id" TEXT,
    "email" TEXT,
    "locale" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "purchased_on" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "ground" TEXT,
    "ground_words" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "moderated_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "helpful" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_rating" (
    "product_id" TEXT NOT NULL,
    "stars1" INTEGER NOT NULL DEFAULT 0,
    "stars2" INTEGER NOT NULL DEFAULT 0,
    "stars3" INTEGER NOT NULL DEFAULT 0,
    "stars4" INTEGER NOT NULL DEFAULT 0,
    "stars5" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "product_rating_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "review_vote" (
    "review_id" TEXT NOT NULL,
    "voter" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_vote_pkey" PRIMARY KEY ("review_id","voter")
);

-- CreateTable
CREATE TABLE "review_report" (
    "review_id" TEXT NOT NULL,
    "reporter" TEXT NOT NULL,
    "ground" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_report_pkey" PRIMARY KEY ("review_id","reporter")
);

-- CreateTable
CREATE TABLE "review_request" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "consent_id" TEXT NOT NULL,
    "email" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "review_order_line_id_idx" ON "review"("order_line_id");

-- CreateIndex
CREATE INDEX "review_user_id_idx" ON "review"("user_id");

-- CreateIndex
CREATE INDEX "review_product_id_status_helpful_id_idx" ON "review"("product_id", "status", "helpful" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "review_product_id_status_published_at_id_idx" ON "review"("product_id", "status", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "review_status_created_at_id_idx" ON "review"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "review_created_at_id_idx" ON "review"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "review_product_id_email_key" ON "review"("product_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "review_request_order_id_key" ON "review_request"("order_id");

-- CreateIndex
CREATE INDEX "review_request_consent_id_idx" ON "review_request"("consent_id");

-- CreateIndex
CREATE INDEX "review_request_sent_at_idx" ON "review_request"("sent_at");

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "sales_order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_rating" ADD CONSTRAINT "product_rating_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_vote" ADD CONSTRAINT "review_vote_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_report" ADD CONSTRAINT "review_report_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_request" ADD CONSTRAINT "review_request_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_request" ADD CONSTRAINT "review_request_consent_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
