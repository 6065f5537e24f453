-- CreateTable
CREATE TABLE "data_request" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "by_user_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "file" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "data_request_user_id_created_at_idx" ON "data_request"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "data_request_status_expires_at_idx" ON "data_request"("status", "expires_at");
