ALTER TABLE ticket
  ADD CONSTRAINT ticket_category CHECK (category IN ('order', 'delivery', 'return', 'invoice', 'product', 'other')),
  ADD CONSTRAINT ticket_status CHECK (status IN ('open', 'waiting', 'solved', 'closed')),
  ADD CONSTRAINT ticket_subject CHECK (length(subject) BETWEEN 1 AND 200),
  ADD CONSTRAINT ticket_answered CHECK (first_answer_at IS NULL OR first_answer_at >= created_at);
ALTER TABLE ticket_message
  ADD CONSTRAINT ticket_message_side CHECK (side IN ('customer', 'staff')),
  ADD CONSTRAINT ticket_message_via CHECK (via IN ('web', 'mail')),
  ADD CONSTRAINT ticket_message_internal CHECK (NOT internal OR side = 'staff'),
  ADD CONSTRAINT ticket_message_body CHECK (length(body) BETWEEN 1 AND 20000);
-- What was said stays as it was said; erasing a person may still empty it (a body of one mark).
CREATE FUNCTION refuse_ticket_message_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ticket_id <> OLD.ticket_id OR NEW.side <> OLD.side OR NEW.internal <> OLD.internal OR NEW.created_at <> OLD.created_at THEN
    RAISE EXCEPTION 'a message stays where it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ticket_message_stays BEFORE UPDATE ON ticket_message FOR EACH ROW EXECUTE FUNCTION refuse_ticket_message_move();
