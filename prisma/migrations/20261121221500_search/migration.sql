-- What the PostgreSQL search engine needs beyond its tables.
INSERT INTO "search_index" ("code", "active") VALUES ('products', 'products-0');

-- Both are trusted extensions: the owner of a database may create them.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Words lose their accents before they are stemmed, so that "theiere" finds "théière".
CREATE TEXT SEARCH CONFIGURATION comptoir_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION comptoir_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION comptoir_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION comptoir_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
-- Unstemmed words, for prefixes: the stem of "suspension" does not begin with "suspensi".
CREATE TEXT SEARCH CONFIGURATION comptoir_plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION comptoir_plain ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;

CREATE INDEX "search_document_text_trgm" ON "search_document" USING GIN ("text" gin_trgm_ops);
CREATE INDEX "search_word_trgm" ON "search_word" USING GIN ("word" gin_trgm_ops);
-- Short words have too few trigrams to be found by them.
CREATE INDEX "search_word_length" ON "search_word" ("index", "locale", char_length("word"));

-- Words of the vocabulary that resemble one of `wanted`. The threshold is low because a swapped pair of letters spoils
-- most trigrams of a short word; the caller measures the real distance.
CREATE FUNCTION search_near_words(build text, language text, wanted text[])
RETURNS TABLE (wanted_word text, word text, uses integer)
LANGUAGE sql STABLE
SET pg_trgm.similarity_threshold = 0.2
AS $$
  SELECT w.term, s.word, s.uses
  FROM unnest(wanted) AS w(term)
  CROSS JOIN LATERAL (
    (SELECT sw.word, sw.uses FROM search_word sw
     WHERE sw.index = build AND sw.locale = language AND sw.word % w.term
     ORDER BY similarity(sw.word, w.term) DESC, sw.uses DESC LIMIT 30)
    UNION
    (SELECT sw.word, sw.uses FROM search_word sw
     WHERE char_length(w.term) <= 6 AND sw.index = build AND sw.locale = language
       AND char_length(sw.word) BETWEEN char_length(w.term) - 1 AND char_length(w.term) + 1
       AND left(sw.word, 1) = left(w.term, 1)
     ORDER BY sw.uses DESC LIMIT 200)
  ) s
$$;
