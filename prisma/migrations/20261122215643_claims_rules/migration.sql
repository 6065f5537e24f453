CREATE SEQUENCE number_claim;

ALTER TABLE claim
  ADD CONSTRAINT claim_status CHECK (status IN ('open', 'accepted', 'refused', 'withdrawn')),
  ADD CONSTRAINT claim_kind CHECK (kind IN ('damaged', 'wrong_item', 'incomplete', 'lost', 'defective')),
  ADD CONSTRAINT claim_wish CHECK (wish IN ('replacement', 'refund', 'price_reduction')),
  ADD CONSTRAINT claim_words CHECK (length(description) BETWEEN 1 AND 2000 AND length(answer) BETWEEN 1 AND 1000),
  ADD CONSTRAINT claim_ended CHECK ((status = 'open') = (ended_at IS NULL) AND ended_at >= created_at),
  ADD CONSTRAINT claim_decided CHECK ((status = 'accepted') = (decision IS NOT NULL)
    AND (status <> 'refused' OR answer IS NOT NULL) AND (status IN ('accepted', 'refused') OR answer IS NULL)
    AND (status IN ('accepted', 'refused') OR decided_by_id IS NULL)),
  ADD CONSTRAINT claim_outcome CHECK (CASE decision
    WHEN 'replacement' THEN replacement_id IS NOT NULL AND return_id IS NULL AND amount_minor IS NULL
    WHEN 'send_back' THEN return_id IS NOT NULL AND replacement_id IS NULL AND amount_minor IS NULL
    WHEN 'refund' THEN amount_minor > 0 AND replacement_id IS NULL AND return_id IS NULL
    WHEN 'price_reduction' THEN amount_minor > 0 AND replacement_id IS NULL AND return_id IS NULL
    ELSE decision IS NULL AND amount_minor IS NULL AND replacement_id IS NULL AND return_id IS NULL END);
ALTER TABLE claim_line
  ADD CONSTRAINT claim_line_quantity CHECK (quantity > 0 AND accepted >= 0 AND accepted <= quantity);
