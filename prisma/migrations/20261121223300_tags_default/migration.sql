-- A product without tags has none, not an unknown list of them.
UPDATE "product" SET "tags" = ARRAY[]::TEXT[] WHERE "tags" IS NULL;
ALTER TABLE "product" ALTER COLUMN "tags" SET DEFAULT ARRAY[]::TEXT[];
