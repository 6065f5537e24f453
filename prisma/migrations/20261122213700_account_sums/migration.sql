-- An account is added up over all its entries: from these two alone, without reading the rows.
CREATE INDEX journal_line_of_customer ON journal_line (entry_id) INCLUDE (debit_minor, credit_minor) WHERE partner_name IS NOT NULL;
CREATE INDEX journal_entry_of_order ON journal_entry (order_id) INCLUDE (id, currency, document_date) WHERE reverses_id IS NULL;

-- Lists of staff, the newest first, without a filter.
CREATE INDEX "invoice_created_at_id_idx" ON "invoice"("created_at" DESC, "id" DESC);
CREATE INDEX "delivery_created_at_id_idx" ON "delivery"("created_at" DESC, "id" DESC);
