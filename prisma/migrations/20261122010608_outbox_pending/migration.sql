-- CreateTable
CREATE TABLE "outbox_pending" (
    "seq" BIGINT NOT NULL,
    "job" JSONB,

    CONSTRAINT "outbox_pending_pkey" PRIMARY KEY ("seq")
);
