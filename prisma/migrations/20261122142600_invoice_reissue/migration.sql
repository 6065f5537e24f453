/*
  Warnings:

  - A unique constraint covering the columns `[replaces_id]` on the table `invoice` will be added. If there are existing duplicate values, this will fail.

*/
-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "reissue" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "replaces_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "invoice_replaces_id_key" ON "invoice"("replaces_id");

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "invoice"("id") ON DELETE SET NULL ON UPDATE CASCADE;
