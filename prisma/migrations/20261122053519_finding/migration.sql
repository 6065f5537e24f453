-- AlterTable
ALTER TABLE "search_document" ADD COLUMN     "depth_mm" INTEGER,
ADD COLUMN     "height_mm" INTEGER,
ADD COLUMN     "width_mm" INTEGER;

-- CreateTable
CREATE TABLE "search_synonym" (
    "id" TEXT NOT NULL,
    "terms" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_synonym_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_tally" (
    "locale" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "label" TEXT NOT NULL,

    CONSTRAINT "search_tally_pkey" PRIMARY KEY ("locale","query","day")
);

-- CreateIndex
CREATE INDEX "search_tally_day_idx" ON "search_tally"("day");
