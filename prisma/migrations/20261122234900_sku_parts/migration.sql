-- Articles are found by any part of their SKU.
CREATE INDEX variant_sku_parts ON variant USING gin (sku gin_trgm_ops);
