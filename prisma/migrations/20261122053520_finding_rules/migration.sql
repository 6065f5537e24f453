-- One word has no synonym in itself; longer groups are lists of something else.
ALTER TABLE "search_synonym" ADD CONSTRAINT "search_synonym_terms" CHECK (cardinality("terms") BETWEEN 2 AND 20);
ALTER TABLE "search_tally" ADD CONSTRAINT "search_tally_rules"
  CHECK ("count" > 0 AND "locale" IN ('fr', 'en') AND char_length("query") BETWEEN 2 AND 60 AND char_length("label") <= 80);
