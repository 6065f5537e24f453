-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "reminder_minutes" INTEGER DEFAULT 240;

-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "tax_treatment" TEXT NOT NULL DEFAULT 'standard';

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "tax_treatment" TEXT NOT NULL DEFAULT 'standard',
ADD COLUMN     "vat_check_id" TEXT;

-- CreateTable
CREATE TABLE "consent" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "wording_version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "proof" JSONB NOT NULL,
    "user_id" TEXT,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_reminder" (
    "id" TEXT NOT NULL,
    "cart_id" TEXT NOT NULL,
    "consent_id" TEXT NOT NULL,
    "email" TEXT,
    "locale" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "cart_reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vat_check" (
    "id" TEXT NOT NULL,
    "vat_number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "name" TEXT,
    "address" TEXT,
    "consultation_number" TEXT,
    "register" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "vat_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "consent_email_purpose_idx" ON "consent"("email", "purpose");

-- CreateIndex
CREATE INDEX "consent_user_id_idx" ON "consent"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_reminder_cart_id_key" ON "cart_reminder"("cart_id");

-- CreateIndex
CREATE INDEX "cart_reminder_consent_id_idx" ON "cart_reminder"("consent_id");

-- CreateIndex
CREATE INDEX "cart_reminder_email_closed_at_idx" ON "cart_reminder"("email", "closed_at");

-- CreateIndex
CREATE INDEX "cart_reminder_status_closed_at_idx" ON "cart_reminder"("status", "closed_at");

-- CreateIndex
CREATE INDEX "vat_check_vat_number_checked_at_idx" ON "vat_check"("vat_number", "checked_at" DESC);

-- CreateIndex
CREATE INDEX "sales_order_vat_check_id_idx" ON "sales_order"("vat_check_id");

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_reminder" ADD CONSTRAINT "cart_reminder_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_reminder" ADD CONSTRAINT "cart_reminder_consent_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_vat_check_id_fkey" FOREIGN KEY ("vat_check_id") REFERENCES "vat_check"("id") ON DELETE SET NULL ON UPDATE CASCADE;
