-- AlterTable
ALTER TABLE "idempotency_key" DROP COLUMN "http_status",
ADD COLUMN     "owner" TEXT;
