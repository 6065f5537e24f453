/*
  Warnings:

  - A unique constraint covering the columns `[document_type,document_id,revision]` on the table `journal_entry` will be added. If there are existing duplicate values, this will fail.

*/
-- DropIndex
DROP INDEX "journal_entry_document_type_document_id_key";

-- AlterTable
ALTER TABLE "journal_entry" ADD COLUMN     "order_id" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "journal_entry_order_id_idx" ON "journal_entry"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_document_type_document_id_revision_key" ON "journal_entry"("document_type", "document_id", "revision");

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;
