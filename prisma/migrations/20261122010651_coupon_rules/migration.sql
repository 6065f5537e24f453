ALTER TABLE coupon
  ADD CONSTRAINT coupon_code CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{2,31}$'),
  ADD CONSTRAINT coupon_kind CHECK (kind IN ('percent', 'fixed', 'free_shipping')),
  ADD CONSTRAINT coupon_value CHECK (
    (kind = 'percent' AND value > 0 AND value <= 1 AND currency IS NULL)
    OR (kind = 'fixed' AND value > 0 AND currency ~ '^[A-Z]{3}$')
    OR (kind = 'free_shipping' AND value = 0 AND currency IS NULL)),
  ADD CONSTRAINT coupon_minimum CHECK (min_items_minor >= 0),
  ADD CONSTRAINT coupon_dates CHECK (valid_to > valid_from),
  ADD CONSTRAINT coupon_limits CHECK (usage_limit > 0 AND per_customer > 0),
  ADD CONSTRAINT coupon_used CHECK (used >= 0 AND (usage_limit IS NULL OR used <= usage_limit));
ALTER TABLE coupon_use ADD CONSTRAINT coupon_use_status CHECK (status IN ('live', 'returned'));
