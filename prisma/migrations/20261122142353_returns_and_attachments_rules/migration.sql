ALTER TABLE "product" ADD CONSTRAINT product_return_exclusion CHECK (return_exclusion IN
  ('price_fluctuates', 'made_to_measure', 'perishable', 'hygiene_sealed', 'mixed_for_good', 'sealed_media', 'periodical', 'digital_content'));
ALTER TABLE "sales_order_line" ADD CONSTRAINT sales_order_line_return_exclusion CHECK (return_exclusion IN
  ('price_fluctuates', 'made_to_measure', 'perishable', 'hygiene_sealed', 'mixed_for_good', 'sealed_media', 'periodical', 'digital_content'));
ALTER TABLE "location" ADD CONSTRAINT location_takes_returns CHECK (NOT takes_returns OR kind IN ('store', 'warehouse'));
ALTER TABLE "customer_return"
  ADD CONSTRAINT customer_return_source CHECK (source IN ('staff', 'customer', 'withdrawal')),
  ADD CONSTRAINT customer_return_way_back CHECK (way_back IN ('label', 'store', 'own')),
  ADD CONSTRAINT customer_return_store CHECK ((way_back IS NOT DISTINCT FROM 'store') = (store_id IS NOT NULL)),
  ADD CONSTRAINT customer_return_label CHECK (
    (booked_at IS NULL) = (tracking_number IS NULL) AND (booked_at IS NULL) = (carrier_code IS NULL)
    AND (booked_at IS NULL OR way_back = 'label'));
ALTER TABLE "attachment"
  -- A draft is named by its secret alone, an attached file by its document alone.
  ADD CONSTRAINT attachment_draft CHECK ((draft_hash IS NULL) = (document_type IS NOT NULL)
    AND (document_type IS NULL) = (document_id IS NULL)),
  ADD CONSTRAINT attachment_mime CHECK (mime IN ('image/webp', 'application/pdf')),
  ADD CONSTRAINT attachment_size CHECK (size > 0 AND size <= 10485760),
  ADD CONSTRAINT attachment_pixels CHECK ((mime = 'image/webp') = (width IS NOT NULL) AND (width IS NULL) = (height IS NULL)),
  ADD CONSTRAINT attachment_name CHECK (name <> '' AND length(name) <= 120 AND name !~ '[/\\[:cntrl:]]'),
  ADD CONSTRAINT attachment_position CHECK (position >= 0);
