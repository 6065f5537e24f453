-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "return_tolerance_days" INTEGER NOT NULL DEFAULT 14;

-- AlterTable
ALTER TABLE "return_line" ADD COLUMN     "refunded" DECIMAL(14,3) NOT NULL DEFAULT 0;
