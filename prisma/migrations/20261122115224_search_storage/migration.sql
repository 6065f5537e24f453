-- What rows are found and filtered by stays in them, however little room they have.
ALTER TABLE "search_document" ALTER COLUMN "index" SET STORAGE PLAIN, ALTER COLUMN "locale" SET STORAGE PLAIN,
  ALTER COLUMN "product_id" SET STORAGE PLAIN, ALTER COLUMN "title" SET STORAGE MAIN;
