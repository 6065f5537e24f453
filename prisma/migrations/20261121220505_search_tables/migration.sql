/*
  Warnings:

  - You are about to drop the column `payload` on the `search_document` table. All the data in the column will be lost.
  - The `facets` column on the `search_document` table would be dropped and recreated. This will lead to data loss if there is data in the column.
  - Added the required column `in_stock` to the `search_document` table without a default value. This is not possible if the table is not empty.
  - Added the required column `listed_at` to the `search_document` table without a default value. This is not possible if the table is not empty.
  - Added the required column `price_from` to the `search_document` table without a default value. This is not possible if the table is not empty.

*/
-- AlterTable
ALTER TABLE "login_token" ADD COLUMN     "data" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "search_document" DROP COLUMN "payload",
ADD COLUMN     "codes" TEXT[],
ADD COLUMN     "in_stock" BOOLEAN NOT NULL,
ADD COLUMN     "listed_at" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "price_from" BIGINT NOT NULL,
ADD COLUMN     "words" TEXT[],
DROP COLUMN "facets",
ADD COLUMN     "facets" TEXT[];

-- CreateTable
CREATE TABLE "search_index" (
    "code" TEXT NOT NULL,
    "active" TEXT NOT NULL,
    "built_at" TIMESTAMPTZ(3),

    CONSTRAINT "search_index_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "search_word" (
    "index" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("index","locale","word")
);
