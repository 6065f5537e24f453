ALTER TABLE order_amendment ADD CONSTRAINT order_amendment_source CHECK (source IN ('staff', 'customer'));
ALTER TABLE shipping_method ADD CONSTRAINT shipping_method_carrier_code CHECK (carrier_code ~ '^[a-z][a-z_]{1,39}$'),
  ADD CONSTRAINT shipping_method_collected_unbooked CHECK (pickup_location_id IS NULL OR carrier_code = 'manual');
ALTER TABLE parcel ADD CONSTRAINT parcel_carrier_code CHECK (carrier_code ~ '^[a-z][a-z_]{1,39}$'),
  ADD CONSTRAINT parcel_booked CHECK (booked_at IS NULL OR tracking_number IS NOT NULL);
ALTER TABLE parcel_scan
  ADD CONSTRAINT parcel_scan_status CHECK (status IN ('info_received', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'exception')),
  ADD CONSTRAINT parcel_scan_reason CHECK (reason IS NULL OR (status = 'exception' AND reason IN ('absent', 'address', 'damaged', 'delayed'))),
  ADD CONSTRAINT parcel_scan_named CHECK (external_id <> '');
-- A scan is a fact: it is never changed (it goes with its parcel).
CREATE FUNCTION refuse_scan_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a scan is never changed';
END $$;
CREATE TRIGGER parcel_scan_is_final BEFORE UPDATE ON parcel_scan FOR EACH ROW EXECUTE FUNCTION refuse_scan_change();
