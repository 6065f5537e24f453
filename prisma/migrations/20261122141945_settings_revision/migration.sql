-- CreateTable
CREATE TABLE "settings_revision" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "settings_revision_pkey" PRIMARY KEY ("id")
);
