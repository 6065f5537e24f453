-- The rules that no code path may break, repeated where the data lives.

CREATE SEQUENCE number_order;
CREATE SEQUENCE number_delivery;
CREATE SEQUENCE number_parcel;

-- Identity
ALTER TABLE app_user
  ADD CONSTRAINT app_user_email_lower CHECK (email = lower(email) AND email LIKE '%_@_%'),
  ADD CONSTRAINT app_user_status CHECK (status IN ('active', 'disabled')),
  ADD CONSTRAINT app_user_session_version CHECK (session_version > 0);
ALTER TABLE staff_role
  ADD CONSTRAINT staff_role_role CHECK (role IN ('sales', 'warehouse', 'catalogue', 'accountant', 'support', 'store', 'admin'));
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role IN ('buyer', 'approver', 'accountant'));

-- Partners
ALTER TABLE partner
  ADD CONSTRAINT partner_kind CHECK (kind IN ('company', 'person')),
  ADD CONSTRAINT partner_not_own_parent CHECK (parent_id IS DISTINCT FROM id);
ALTER TABLE address
  ADD CONSTRAINT address_type CHECK (type IN ('delivery', 'invoice', 'contact', 'other')),
  ADD CONSTRAINT address_country CHECK (country ~ '^[A-Z]{2}$');
CREATE UNIQUE INDEX address_one_default ON address (partner_id, type) WHERE is_default AND archived_at IS NULL;

-- Catalogue
ALTER TABLE product
  ADD CONSTRAINT product_status CHECK (status IN ('draft', 'active', 'archived')),
  ADD CONSTRAINT product_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT product_tax_category CHECK (tax_category IN ('standard', 'intermediate', 'reduced', 'super_reduced', 'zero')),
  ADD CONSTRAINT product_localized CHECK (jsonb_typeof(name) = 'object' AND jsonb_typeof(description) = 'object'),
  ADD CONSTRAINT product_dimensions CHECK (width_mm > 0 AND depth_mm > 0 AND height_mm > 0);
ALTER TABLE category ADD CONSTRAINT category_not_own_parent CHECK (parent_id IS DISTINCT FROM id);
ALTER TABLE attribute_def ADD CONSTRAINT attribute_def_type CHECK (type IN ('text', 'number', 'boolean', 'choice'));
ALTER TABLE variant
  ADD CONSTRAINT variant_status CHECK (status IN ('active', 'archived')),
  ADD CONSTRAINT variant_uom CHECK (uom IN ('unit', 'kg', 'm')),
  ADD CONSTRAINT variant_sku CHECK (sku = btrim(sku) AND sku <> ''),
  ADD CONSTRAINT variant_gtin CHECK (gtin ~ '^[0-9]{8}$|^[0-9]{12,14}$'),
  ADD CONSTRAINT variant_weight CHECK (weight_g >= 0);

-- Pricing and tax
ALTER TABLE price_list
  ADD CONSTRAINT price_list_kind CHECK (kind IN ('sale', 'purchase')),
  ADD CONSTRAINT price_list_currency CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE price_list_item
  ADD CONSTRAINT price_list_item_price CHECK (unit_price >= 0 AND (compare_at IS NULL OR compare_at >= 0)),
  ADD CONSTRAINT price_list_item_quantity CHECK (min_quantity > 0),
  ADD CONSTRAINT price_list_item_dates CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to > valid_from);
CREATE UNIQUE INDEX price_list_item_once ON price_list_item (price_list_id, variant_id, min_quantity, valid_from) NULLS NOT DISTINCT;
ALTER TABLE tax_rate
  ADD CONSTRAINT tax_rate_range CHECK (rate >= 0 AND rate < 1),
  ADD CONSTRAINT tax_rate_category CHECK (category IN ('standard', 'intermediate', 'reduced', 'super_reduced', 'zero'));
ALTER TABLE channel
  ADD CONSTRAINT channel_kind CHECK (kind IN ('web', 'rep', 'pos', 'marketplace')),
  ADD CONSTRAINT channel_hold CHECK (hold_minutes BETWEEN 1 AND 1440);

-- Stock
ALTER TABLE location
  ADD CONSTRAINT location_kind CHECK (kind IN ('warehouse', 'store', 'bin', 'supplier', 'customer', 'loss', 'transit')),
  ADD CONSTRAINT location_not_own_parent CHECK (parent_id IS DISTINCT FROM id);
ALTER TABLE stock_move
  ADD CONSTRAINT stock_move_quantity CHECK (quantity > 0),
  ADD CONSTRAINT stock_move_somewhere CHECK (from_id <> to_id),
  ADD CONSTRAINT stock_move_reason CHECK (reason IN ('receipt', 'shipment', 'return', 'adjustment', 'transfer'));
ALTER TABLE stock_level
  ADD CONSTRAINT stock_level_on_hand CHECK (on_hand >= 0),
  ADD CONSTRAINT stock_level_reserved CHECK (reserved >= 0 AND reserved <= on_hand);
ALTER TABLE reservation
  ADD CONSTRAINT reservation_quantity CHECK (quantity > 0),
  ADD CONSTRAINT reservation_status CHECK (status IN ('held', 'committed', 'consumed', 'released')),
  ADD CONSTRAINT reservation_held_expires CHECK (status <> 'held' OR expires_at IS NOT NULL);
CREATE INDEX reservation_expiring ON reservation (expires_at) WHERE status = 'held';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stock_move_append_only BEFORE UPDATE OR DELETE ON stock_move
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outbox_event_append_only BEFORE UPDATE ON outbox_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Sales
ALTER TABLE cart ADD CONSTRAINT cart_status CHECK (status IN ('open', 'converted', 'abandoned'));
ALTER TABLE cart_line ADD CONSTRAINT cart_line_quantity CHECK (quantity > 0 AND quantity <= 9999);
ALTER TABLE sales_order
  ADD CONSTRAINT sales_order_status CHECK (status IN ('awaiting_payment', 'confirmed', 'completed', 'cancelled', 'expired')),
  ADD CONSTRAINT sales_order_payment_status
    CHECK (payment_status IN ('unpaid', 'authorised', 'paid', 'partially_refunded', 'refunded')),
  ADD CONSTRAINT sales_order_delivery_status CHECK (delivery_status IN ('none', 'partial', 'shipped', 'delivered')),
  ADD CONSTRAINT sales_order_invoice_status CHECK (invoice_status IN ('none', 'invoiced')),
  ADD CONSTRAINT sales_order_amounts CHECK (items_minor >= 0 AND shipping_minor >= 0 AND net_minor >= 0 AND tax_minor >= 0),
  ADD CONSTRAINT sales_order_total CHECK (total_minor = net_minor + tax_minor),
  ADD CONSTRAINT sales_order_parts CHECK (NOT tax_included OR total_minor = items_minor + shipping_minor),
  ADD CONSTRAINT sales_order_currency CHECK (currency ~ '^[A-Z]{3}$');
-- One cart becomes one living order: double click, two tabs and the back button meet here.
CREATE UNIQUE INDEX sales_order_one_per_cart ON sales_order (cart_id) WHERE status NOT IN ('cancelled', 'expired');
ALTER TABLE sales_order_line
  ADD CONSTRAINT sales_order_line_kind CHECK (kind IN ('product', 'shipping')),
  ADD CONSTRAINT sales_order_line_variant CHECK ((kind = 'product') = (variant_id IS NOT NULL)),
  ADD CONSTRAINT sales_order_line_quantity CHECK (quantity > 0),
  ADD CONSTRAINT sales_order_line_delivered CHECK (delivered >= 0 AND delivered <= quantity),
  ADD CONSTRAINT sales_order_line_price CHECK (unit_price >= 0),
  ADD CONSTRAINT sales_order_line_sum CHECK (gross_minor = net_minor + tax_minor AND gross_minor >= 0 AND tax_minor >= 0),
  ADD CONSTRAINT sales_order_line_rate CHECK (tax_rate >= 0 AND tax_rate < 1);
ALTER TABLE order_event ADD CONSTRAINT order_event_audience CHECK (audience IN ('customer', 'staff'));

-- Fulfilment
ALTER TABLE shipping_method
  ADD CONSTRAINT shipping_method_price CHECK (price_minor >= 0 AND (free_from_minor IS NULL OR free_from_minor >= 0)),
  ADD CONSTRAINT shipping_method_days CHECK (min_days >= 0 AND max_days >= min_days);
ALTER TABLE delivery
  ADD CONSTRAINT delivery_status CHECK (status IN ('planned', 'picking', 'packed', 'shipped', 'delivered', 'cancelled')),
  ADD CONSTRAINT delivery_not_own_backorder CHECK (backorder_of_id IS DISTINCT FROM id);
ALTER TABLE delivery_line
  ADD CONSTRAINT delivery_line_quantity CHECK (quantity > 0),
  ADD CONSTRAINT delivery_line_picked CHECK (picked >= 0 AND picked <= quantity);
ALTER TABLE parcel
  ADD CONSTRAINT parcel_status CHECK (status IN ('packed', 'shipped', 'delivered')),
  ADD CONSTRAINT parcel_weight CHECK (weight_g > 0);
ALTER TABLE parcel_line ADD CONSTRAINT parcel_line_quantity CHECK (quantity > 0);

-- Invoicing
ALTER TABLE invoice
  ADD CONSTRAINT invoice_kind CHECK (kind IN ('invoice', 'credit_note')),
  ADD CONSTRAINT invoice_status CHECK (status IN ('draft', 'posted')),
  ADD CONSTRAINT invoice_numbered CHECK (
    (status = 'posted') = (number IS NOT NULL AND fiscal_year IS NOT NULL AND sequence_no IS NOT NULL
      AND issue_date IS NOT NULL AND posted_at IS NOT NULL)),
  ADD CONSTRAINT invoice_reverses CHECK ((kind = 'credit_note') = (reverses_id IS NOT NULL)),
  ADD CONSTRAINT invoice_total CHECK (total_minor = net_minor + tax_minor AND total_minor >= 0);
ALTER TABLE invoice_line
  ADD CONSTRAINT invoice_line_sum CHECK (gross_minor = net_minor + tax_minor),
  ADD CONSTRAINT invoice_line_quantity CHECK (quantity > 0);

-- Posted is never edited: neither the document nor its lines.
CREATE FUNCTION refuse_posted_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'posted' THEN
    RAISE EXCEPTION 'invoice % is posted', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER invoice_posted BEFORE UPDATE OR DELETE ON invoice
  FOR EACH ROW EXECUTE FUNCTION refuse_posted_invoice();
CREATE FUNCTION refuse_posted_invoice_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner text := CASE WHEN TG_OP = 'INSERT' THEN NEW.invoice_id ELSE OLD.invoice_id END;
BEGIN
  IF EXISTS (SELECT FROM invoice WHERE id = owner AND status = 'posted') THEN
    RAISE EXCEPTION 'invoice % is posted', owner USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER invoice_line_posted BEFORE INSERT OR UPDATE OR DELETE ON invoice_line
  FOR EACH ROW EXECUTE FUNCTION refuse_posted_invoice_part();
CREATE TRIGGER invoice_tax_posted BEFORE INSERT OR UPDATE OR DELETE ON invoice_tax
  FOR EACH ROW EXECUTE FUNCTION refuse_posted_invoice_part();

-- Payments
ALTER TABLE payment
  ADD CONSTRAINT payment_status
    CHECK (status IN ('created', 'pending', 'authorised', 'captured', 'failed', 'cancelled', 'expired')),
  ADD CONSTRAINT payment_amounts CHECK (amount_minor >= 0 AND captured_minor >= 0 AND refunded_minor >= 0
    AND captured_minor <= amount_minor AND refunded_minor <= captured_minor),
  ADD CONSTRAINT payment_captured CHECK (status = 'captured' OR captured_minor = 0);
ALTER TABLE payment_attempt ADD CONSTRAINT payment_attempt_status CHECK (status IN ('succeeded', 'failed'));
ALTER TABLE refund
  ADD CONSTRAINT refund_amount CHECK (amount_minor > 0),
  ADD CONSTRAINT refund_status CHECK (status IN ('pending', 'succeeded', 'failed'));

-- Platform
ALTER TABLE mail_message ADD CONSTRAINT mail_message_status CHECK (status IN ('queued', 'sent', 'failed'));
ALTER TABLE counter ADD CONSTRAINT counter_positive CHECK (value >= 0);
ALTER TABLE rate_limit ADD CONSTRAINT rate_limit_positive CHECK (count > 0);
