-- AlterTable
ALTER TABLE "price_list" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "price_list_item" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
