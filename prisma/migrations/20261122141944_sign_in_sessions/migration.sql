-- CreateTable
CREATE TABLE "user_session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "device_hash" TEXT,
    "browser" TEXT,
    "system" TEXT,
    "network" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factor" (
    "user_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "activated_at" TIMESTAMPTZ(3),
    "last_step" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_policy" (
    "id" TEXT NOT NULL DEFAULT 'house',
    "staff_second_factor" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_policy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_session_user_id_created_at_idx" ON "user_session"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "user_session_created_at_idx" ON "user_session"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_user_id_code_hash_key" ON "recovery_code"("user_id", "code_hash");

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CHECKs: the words and orders of time that commands keep to.
ALTER TABLE "login_token" ADD CONSTRAINT "login_token_bound" CHECK (purpose NOT IN ('email_change', 'email_undo') OR user_id IS NOT NULL);
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_times" CHECK (last_used_at >= created_at AND (ended_at IS NULL OR ended_at >= created_at));
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_step" CHECK (last_step >= 0);
ALTER TABLE "sign_in_policy" ADD CONSTRAINT "sign_in_policy_single" CHECK (id = 'house');

-- A consent follows its giver to a proven new address.
ALTER TABLE consent DROP CONSTRAINT consent_withdrawn_by;
ALTER TABLE consent ADD CONSTRAINT consent_withdrawn_by CHECK (withdrawn_by IN ('unticked', 'link', 'one_click', 'renewed', 'moved'));
ALTER TABLE consent DROP CONSTRAINT consent_purpose;
ALTER TABLE consent ADD CONSTRAINT consent_purpose CHECK (purpose IN ('cart_reminder', 'review_request', 'newsletter'));
