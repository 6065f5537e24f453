-- The chart of accounts that a French shop begins with (plan comptable général, ANC 2014-03) and the part that each account
-- plays. Both are changed in the back office; nothing here overwrites what is there.

ALTER TABLE journal_entry
  ADD CONSTRAINT journal_entry_revision CHECK (revision > 0),
  ADD CONSTRAINT journal_entry_reversal CHECK ((reverses_id IS NOT NULL) = (document_type = 'entry')),
  ADD CONSTRAINT journal_entry_currency CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE journal_line
  ADD CONSTRAINT journal_line_partner_named CHECK (partner_id IS NULL OR partner_name IS NOT NULL);
ALTER TABLE account
  ADD CONSTRAINT account_code CHECK (code ~ '^[0-9]{3}[0-9A-Z]{0,9}$'),
  ADD CONSTRAINT account_localized CHECK (jsonb_typeof(name) = 'object');

INSERT INTO account (code, kind, name) VALUES
  ('411000', 'asset', '{"fr": "Clients", "en": "Customers"}'),
  ('419100', 'liability', '{"fr": "Clients, avances et acomptes reçus", "en": "Customers, advances received"}'),
  ('445711', 'liability', '{"fr": "TVA collectée 20 %", "en": "VAT collected 20%"}'),
  ('445712', 'liability', '{"fr": "TVA collectée 10 %", "en": "VAT collected 10%"}'),
  ('445713', 'liability', '{"fr": "TVA collectée 5,5 %", "en": "VAT collected 5.5%"}'),
  ('445714', 'liability', '{"fr": "TVA collectée 2,1 %", "en": "VAT collected 2.1%"}'),
  ('445718', 'liability', '{"fr": "TVA collectée, autres États (guichet unique)", "en": "VAT collected, other states (one-stop shop)"}'),
  ('471000', 'asset', '{"fr": "Compte d’attente", "en": "Suspense account"}'),
  ('512000', 'asset', '{"fr": "Banque", "en": "Bank"}'),
  ('517000', 'asset', '{"fr": "Prestataires de paiement", "en": "Payment providers"}'),
  ('517100', 'asset', '{"fr": "Stripe, solde", "en": "Stripe balance"}'),
  ('580000', 'asset', '{"fr": "Virements internes", "en": "Internal transfers"}'),
  ('627000', 'expense', '{"fr": "Services bancaires et assimilés", "en": "Bank and payment fees"}'),
  ('658000', 'expense', '{"fr": "Charges diverses de gestion courante", "en": "Payment differences, losses"}'),
  ('701000', 'income', '{"fr": "Ventes de produits finis", "en": "Sales of own products"}'),
  ('707000', 'income', '{"fr": "Ventes de marchandises", "en": "Sales of goods"}'),
  ('708500', 'income', '{"fr": "Ports et frais accessoires facturés", "en": "Shipping charged"}'),
  ('709700', 'income', '{"fr": "Rabais, remises et ristournes accordés sur ventes", "en": "Discounts given on sales"}'),
  ('758000', 'income', '{"fr": "Produits divers de gestion courante", "en": "Payment differences, gains"}')
ON CONFLICT DO NOTHING;

INSERT INTO account_role (role, account_code) VALUES
  ('receivable', '411000'), ('sales', '707000'), ('shipping', '708500'), ('bank', '512000'),
  ('provider', '517000'), ('provider:stripe', '517100'),
  ('vat', '445718'), ('vat:FR:0.2', '445711'), ('vat:FR:0.1', '445712'), ('vat:FR:0.055', '445713'), ('vat:FR:0.021', '445714')
ON CONFLICT DO NOTHING;
