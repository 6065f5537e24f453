-- Companies: what their tables must always say.
ALTER TABLE membership DROP CONSTRAINT membership_role;
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role IN ('buyer', 'approver', 'accountant', 'administrator'));
ALTER TABLE membership ADD CONSTRAINT membership_limits CHECK (
  (role = 'buyer' OR (order_limit_minor IS NULL AND month_limit_minor IS NULL))
  AND coalesce(order_limit_minor, 0) >= 0 AND coalesce(month_limit_minor, 0) >= 0);
ALTER TABLE company_invitation ADD CONSTRAINT company_invitation_roles CHECK (
  cardinality(roles) > 0 AND roles <@ ARRAY['buyer', 'approver', 'accountant', 'administrator']);
ALTER TABLE company_invitation ADD CONSTRAINT company_invitation_limits CHECK (
  ('buyer' = ANY (roles) OR (order_limit_minor IS NULL AND month_limit_minor IS NULL))
  AND coalesce(order_limit_minor, 0) >= 0 AND coalesce(month_limit_minor, 0) >= 0);
ALTER TABLE company_invitation ADD CONSTRAINT company_invitation_email CHECK (email = lower(email));
ALTER TABLE company_invitation ADD CONSTRAINT company_invitation_expires CHECK (expires_at > created_at);
ALTER TABLE cart DROP CONSTRAINT cart_status;
ALTER TABLE cart ADD CONSTRAINT cart_status CHECK (status IN ('open', 'waiting', 'converted', 'abandoned'));
ALTER TABLE sales_order ADD CONSTRAINT sales_order_purchase_reference CHECK (
  purchase_reference IS NULL OR length(btrim(purchase_reference)) BETWEEN 1 AND 60);
ALTER TABLE approval_request ADD CONSTRAINT approval_request_total CHECK (total_minor >= 0);
ALTER TABLE approval_request ADD CONSTRAINT approval_request_status CHECK (
  status IN ('waiting', 'approved', 'refused', 'withdrawn', 'expired'));
ALTER TABLE approval_request ADD CONSTRAINT approval_request_decided CHECK (
  (status = 'waiting') = (decided_at IS NULL)
  AND (status IN ('approved', 'refused') OR (decided_by_id IS NULL AND reason IS NULL))
  AND (status = 'approved') = (order_id IS NOT NULL)
  AND (status <> 'refused' OR reason IS NOT NULL));
-- Members of before become what they were, and every company that has members has an account and somebody to run it.
INSERT INTO company_account (partner_id)
  SELECT DISTINCT m.partner_id FROM membership m JOIN partner p ON p.id = m.partner_id ON CONFLICT DO NOTHING;
INSERT INTO membership (user_id, partner_id, role)
  SELECT DISTINCT ON (partner_id) user_id, partner_id, 'administrator' FROM membership
  ORDER BY partner_id, created_at, user_id ON CONFLICT DO NOTHING;
