INSERT INTO settings_revision DEFAULT VALUES;

ALTER TABLE settings_revision ADD CONSTRAINT settings_revision_one CHECK (id);

-- The number of the transaction that changed a setting: every change has its own, also two that commit in turn. Deferred, so
-- that its row is the last thing a transaction locks.
CREATE FUNCTION revise_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE settings_revision SET revision = pg_current_xact_id()::text::bigint
  WHERE revision <> pg_current_xact_id()::text::bigint;
  RETURN NULL;
END $$;

DO $$
DECLARE settings text;
BEGIN
  FOREACH settings IN ARRAY ARRAY['channel', 'channel_location', 'location', 'price_list', 'shipping_method', 'tax_rate'] LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION revise_settings()', settings || '_revises', settings);
  END LOOP;
END $$;
