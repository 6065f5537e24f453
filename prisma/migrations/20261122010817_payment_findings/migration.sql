-- AlterTable
ALTER TABLE "reconciliation_finding" ADD COLUMN     "note" TEXT;

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'value';
