-- Pictures, makers, scores, net contents and the drift auditor: what their rows may say.
ALTER TABLE media ADD CONSTRAINT media_blur CHECK (blur LIKE 'data:image/webp;base64,%' AND length(blur) <= 400);

ALTER TABLE maker
  ADD CONSTRAINT maker_named CHECK (name <> '' AND line1 <> '' AND city <> '' AND contact <> ''),
  ADD CONSTRAINT maker_country CHECK (country ~ '^[A-Z]{2}$' AND responsible_country ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT maker_responsible CHECK (
    num_nonnulls(responsible_name, responsible_line1, responsible_postcode, responsible_city, responsible_country,
      responsible_contact) IN (0, 6)),
  ADD CONSTRAINT maker_version CHECK (version > 0);

ALTER TABLE product
  ADD CONSTRAINT product_warnings CHECK (jsonb_typeof(warnings) = 'object'),
  ADD CONSTRAINT product_no_warnings CHECK (NOT no_warnings OR warnings = '{}'::jsonb);

ALTER TABLE product_score ADD CONSTRAINT product_score_percent
  CHECK (score BETWEEN 0 AND 100 AND score_fr BETWEEN 0 AND 100 AND score_en BETWEEN 0 AND 100);

ALTER TABLE variant
  ADD CONSTRAINT variant_net_content CHECK (net_content > 0),
  ADD CONSTRAINT variant_net_unit CHECK (net_unit IN ('ml', 'g', 'm', 'm2', 'piece')),
  ADD CONSTRAINT variant_net_both CHECK ((net_content IS NULL) = (net_unit IS NULL));

ALTER TABLE search_audit ADD CONSTRAINT search_audit_counts CHECK (
  sampled >= 0 AND missing >= 0 AND stale >= 0 AND extra >= 0 AND repaired >= 0 AND lag_ms >= 0 AND took_ms >= 0
  AND repaired <= missing + stale + extra);
