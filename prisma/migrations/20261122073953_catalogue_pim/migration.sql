-- AlterTable
ALTER TABLE "brand" ADD COLUMN     "maker_id" TEXT;

-- AlterTable
ALTER TABLE "media" ADD COLUMN     "blur" TEXT,
ADD COLUMN     "rendered_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "maker_id" TEXT,
ADD COLUMN     "model_name" TEXT,
ADD COLUMN     "no_warnings" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "warnings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "variant" ADD COLUMN     "net_content" DECIMAL(12,3),
ADD COLUMN     "net_unit" TEXT;

-- CreateTable
CREATE TABLE "maker" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "line1" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "contact" TEXT NOT NULL,
    "responsible_name" TEXT,
    "responsible_line1" TEXT,
    "responsible_postcode" TEXT,
    "responsible_city" TEXT,
    "responsible_country" CHAR(2),
    "responsible_contact" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "maker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_score" (
    "product_id" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "score_fr" INTEGER NOT NULL,
    "score_en" INTEGER NOT NULL,
    "missing" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_score_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "search_audit" (
    "id" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "sampled" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,
    "stale" INTEGER NOT NULL,
    "extra" INTEGER NOT NULL,
    "repaired" INTEGER NOT NULL,
    "lag_ms" INTEGER NOT NULL,
    "failure" TEXT,

    CONSTRAINT "search_audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "maker_name_key" ON "maker"("name");

-- CreateIndex
CREATE INDEX "product_score_score_product_id_idx" ON "product_score"("score", "product_id");

-- CreateIndex
CREATE INDEX "search_audit_engine_started_at_idx" ON "search_audit"("engine", "started_at" DESC);

-- CreateIndex
CREATE INDEX "brand_maker_id_idx" ON "brand"("maker_id");

-- CreateIndex
CREATE INDEX "product_maker_id_idx" ON "product"("maker_id");

-- AddForeignKey
ALTER TABLE "brand" ADD CONSTRAINT "brand_maker_id_fkey" FOREIGN KEY ("maker_id") REFERENCES "maker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_maker_id_fkey" FOREIGN KEY ("maker_id") REFERENCES "maker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_score" ADD CONSTRAINT "product_score_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;
