-- AlterTable
ALTER TABLE "customer_return" ADD COLUMN     "expected_minor" BIGINT,
ADD COLUMN     "with_shipping" BOOLEAN NOT NULL DEFAULT false;
