-- The price ledger: every state that an item of a price list has been in. Entries are never changed; triggers write them,
-- so that no way of changing a price (command, bulk load, hand) leaves it out.
ALTER TABLE price_change
  ADD CONSTRAINT price_change_price CHECK (unit_price >= 0 AND compare_at >= 0),
  ADD CONSTRAINT price_change_taken_away CHECK (unit_price IS NOT NULL OR compare_at IS NULL),
  ADD CONSTRAINT price_change_quantity CHECK (min_quantity > 0);

CREATE FUNCTION record_price_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO price_change (item_id, price_list_id, variant_id, min_quantity, valid_from, valid_to, changed_at)
    SELECT id, price_list_id, variant_id, min_quantity, valid_from, valid_to, clock_timestamp() FROM former;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO price_change
      (item_id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, compare_at, changed_at)
    SELECT c.*, clock_timestamp() FROM (
      SELECT id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, compare_at FROM changed
      EXCEPT
      SELECT id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, compare_at FROM former) c;
  ELSE
    INSERT INTO price_change
      (item_id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, compare_at, changed_at)
    SELECT id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, compare_at, clock_timestamp()
    FROM changed;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER price_list_item_added AFTER INSERT ON price_list_item
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_price_change();
CREATE TRIGGER price_list_item_changed AFTER UPDATE ON price_list_item
  REFERENCING OLD TABLE AS former NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION record_price_change();
CREATE TRIGGER price_list_item_removed AFTER DELETE ON price_list_item
  REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION record_price_change();
CREATE TRIGGER price_change_append_only BEFORE UPDATE OR DELETE ON price_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What is known of the past: base prices by the audit log (each change with what was before and after), the rest as it
-- stands since it was made.
WITH changes AS (
  SELECT i.*, a.id AS audit_id, a.at, a.data -> 'from' AS was, a.data -> 'to' AS is_now,
    row_number() OVER (PARTITION BY i.id ORDER BY a.at, a.id) AS nth
  FROM price_list_item i JOIN audit_entry a ON a.target_type = 'variant' AND a.target_id = i.variant_id
    AND a.action = 'pricing.price.changed' AND a.data ->> 'priceListId' = i.price_list_id
  WHERE i.min_quantity = 1 AND i.valid_from IS NULL AND i.valid_to IS NULL
), known AS (
  SELECT id, created_at AS at, 0 AS nth, (was ->> 'unitPrice')::numeric AS unit_price, (was ->> 'compareAt')::numeric AS compare_at
  FROM changes WHERE nth = 1 AND jsonb_typeof(was) = 'object'
  UNION ALL
  SELECT id, at, nth, (is_now ->> 'unitPrice')::numeric, (is_now ->> 'compareAt')::numeric FROM changes
)
INSERT INTO price_change
  (item_id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, compare_at, changed_at)
SELECT i.id, i.price_list_id, i.variant_id, i.min_quantity, i.valid_from, i.valid_to, k.unit_price, k.compare_at, k.at
FROM known k JOIN price_list_item i ON i.id = k.id ORDER BY k.at, k.nth;

INSERT INTO price_change
  (item_id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, compare_at, changed_at)
SELECT i.id, i.price_list_id, i.variant_id, i.min_quantity, i.valid_from, i.valid_to, i.unit_price, i.compare_at,
  CASE WHEN last.item_id IS NULL THEN i.created_at ELSE now() END
FROM price_list_item i LEFT JOIN LATERAL (
  SELECT item_id, unit_price, compare_at FROM price_change c WHERE c.item_id = i.id ORDER BY changed_at DESC, id DESC LIMIT 1
) last ON true
WHERE last.item_id IS NULL OR (last.unit_price, last.compare_at) IS DISTINCT FROM (i.unit_price, i.compare_at);
