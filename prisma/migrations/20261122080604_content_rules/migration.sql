ALTER TABLE content_block
  ADD CONSTRAINT content_block_kind CHECK (kind IN ('hero', 'story', 'products', 'families', 'journal', 'quote')),
  ADD CONSTRAINT content_block_status CHECK (status IN ('draft', 'published')),
  ADD CONSTRAINT content_block_position CHECK (position >= 0),
  ADD CONSTRAINT content_block_window CHECK (ends_at > starts_at),
  ADD CONSTRAINT content_block_json CHECK (jsonb_typeof(words) = 'object' AND jsonb_typeof(settings) = 'object');
ALTER TABLE article
  ADD CONSTRAINT article_status CHECK (status IN ('draft', 'published')),
  ADD CONSTRAINT article_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 120),
  ADD CONSTRAINT article_published CHECK (status = 'draft' OR publish_at IS NOT NULL),
  ADD CONSTRAINT article_json CHECK (jsonb_typeof(words) = 'object');
