-- Goods sent to companies in other member states without VAT (CGI, article 262 ter I) are earned on accounts of their own,
-- for the VAT return and the recapitulative statement. Nothing here overwrites what a shop has set.
INSERT INTO account (code, kind, name) VALUES
  ('707200', 'income', '{"fr": "Livraisons intracommunautaires", "en": "Intra-Community supplies"}'),
  ('708520', 'income', '{"fr": "Ports facturés, livraisons intracommunautaires", "en": "Shipping charged, intra-Community supplies"}')
ON CONFLICT DO NOTHING;
INSERT INTO account_role (role, account_code) VALUES ('sales:EU:0', '707200'), ('shipping:EU:0', '708520')
ON CONFLICT DO NOTHING;
