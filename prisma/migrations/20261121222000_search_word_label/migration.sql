-- How a word is written, accents included: what a correction shows.
ALTER TABLE "search_word" ADD COLUMN "label" TEXT NOT NULL DEFAULT '';
