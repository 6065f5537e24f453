-- Points: the rules of their tables.
ALTER TABLE loyalty_programme
  ADD CONSTRAINT loyalty_programme_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT loyalty_programme_terms CHECK (
    points_per_unit >= 0 AND point_value_minor > 0 AND minimum_points >= 0 AND pending_days BETWEEN 0 AND 365
    AND (expiry_months IS NULL OR expiry_months BETWEEN 1 AND 120));
ALTER TABLE loyalty_account ADD CONSTRAINT loyalty_account_balance CHECK (points >= 0 AND pending >= 0);
ALTER TABLE loyalty_entry
  ADD CONSTRAINT loyalty_entry_kind CHECK (
    (kind = 'earned' AND order_id IS NOT NULL AND points >= 0 AND pending >= 0 AND points + pending > 0)
    OR (kind = 'matured' AND order_id IS NOT NULL AND points > 0 AND pending = -points)
    OR (kind = 'reversed' AND order_id IS NOT NULL AND points <= 0 AND pending <= 0 AND points + pending < 0)
    OR (kind = 'spent' AND order_id IS NOT NULL AND points < 0 AND pending = 0)
    OR (kind = 'returned' AND order_id IS NOT NULL AND points > 0 AND pending = 0)
    OR (kind = 'expired' AND points <= 0 AND pending <= 0 AND points + pending < 0)
    OR (kind = 'corrected' AND points <> 0 AND pending = 0 AND length(btrim(coalesce(reason, ''))) > 0)),
  ADD CONSTRAINT loyalty_entry_expiry CHECK (expires_at IS NULL OR points > 0);
ALTER TABLE loyalty_earning ADD CONSTRAINT loyalty_earning_points CHECK (points >= 0 AND points_per_unit >= 0);
ALTER TABLE loyalty_spend
  ADD CONSTRAINT loyalty_spend_points CHECK (points > 0 AND returned BETWEEN 0 AND points AND amount_minor > 0),
  ADD CONSTRAINT loyalty_spend_lines CHECK (jsonb_typeof(lines) = 'array');
-- Every order earns once and matures once.
CREATE UNIQUE INDEX loyalty_entry_matured_once ON loyalty_entry (order_id) WHERE kind = 'matured';
CREATE TRIGGER loyalty_entry_append_only BEFORE UPDATE OR DELETE ON loyalty_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
