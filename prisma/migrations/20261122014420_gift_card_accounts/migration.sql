-- Gift cards are money owed to whoever holds them (multi-purpose vouchers: CGI, article 256 ter, no VAT before they are spent).
INSERT INTO account (code, kind, name) VALUES
  ('419700', 'liability', '{"fr": "Clients, cartes cadeaux émises", "en": "Gift cards issued"}'),
  ('471000', 'asset', '{"fr": "Comptes d’attente", "en": "Suspense account"}')
ON CONFLICT DO NOTHING;
INSERT INTO account_role (role, account_code) VALUES
  ('provider:gift-card', '419700'), ('suspense', '471000')
ON CONFLICT DO NOTHING;
