-- What the sweep of baskets looks for every minute; holds that ended must not slow it down.
CREATE INDEX reservation_cart_held ON reservation (expires_at, id) WHERE cart_id IS NOT NULL AND status = 'held';
