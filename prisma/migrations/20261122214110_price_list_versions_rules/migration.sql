-- A version only counts up from one.
ALTER TABLE price_list ADD CONSTRAINT price_list_version CHECK (version > 0);
ALTER TABLE price_list_item ADD CONSTRAINT price_list_item_version CHECK (version > 0);
