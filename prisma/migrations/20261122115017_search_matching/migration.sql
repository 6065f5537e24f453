-- Documents are read for a few narrow columns by the thousand, and for their texts one by one: texts belong out of the way.
ALTER TABLE "search_document" SET (toast_tuple_target = 256);

-- What a query of words matches. Planners take a look at every row for cheap, because they do not reckon with what it costs to
-- fetch its words; the index has them all.
CREATE FUNCTION search_matching(build text, language text, query tsquery)
RETURNS TABLE (product_id text)
LANGUAGE sql STABLE
SET enable_seqscan = off
AS $$
  SELECT d.product_id FROM search_document d WHERE d.index = build AND d.locale = language AND d.vector @@ query
$$;
