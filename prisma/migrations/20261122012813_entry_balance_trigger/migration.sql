-- One function for two tables: a field that a row does not have may only be named where it is not reached.
CREATE OR REPLACE FUNCTION check_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner text;
  difference bigint;
BEGIN
  IF TG_TABLE_NAME = 'journal_entry' THEN owner := NEW.id; ELSE owner := NEW.entry_id; END IF;
  SELECT sum(debit_minor) - sum(credit_minor) INTO difference FROM journal_line WHERE entry_id = owner;
  IF difference IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'journal entry % does not balance', owner USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
