ALTER TABLE "review"
  ADD CONSTRAINT review_stars CHECK (stars BETWEEN 1 AND 5),
  ADD CONSTRAINT review_words CHECK (char_length(title) <= 120 AND char_length(text) BETWEEN 1 AND 4000
    AND char_length(display_name) BETWEEN 1 AND 60 AND position('@' IN display_name) = 0),
  ADD CONSTRAINT review_locale CHECK (locale IN ('fr', 'en')),
  ADD CONSTRAINT review_status CHECK (status IN ('pending', 'published', 'rejected')),
  ADD CONSTRAINT review_published CHECK (status <> 'published' OR published_at IS NOT NULL),
  -- Nobody is refused without being told why.
  ADD CONSTRAINT review_ground CHECK ((status = 'rejected') = (ground IS NOT NULL) AND (ground_words IS NULL OR ground IS NOT NULL)
    AND ground IN ('offensive', 'personal_data', 'off_topic', 'advertising', 'unlawful', 'fake', 'other')
    AND (ground <> 'other' OR ground_words <> '')),
  ADD CONSTRAINT review_answer CHECK ((answer IS NULL) = (answered_at IS NULL) AND answer <> '' AND char_length(answer) <= 2000),
  ADD CONSTRAINT review_helpful CHECK (helpful >= 0);
-- An account says one thing of a product, whatever addresses it ordered with.
CREATE UNIQUE INDEX review_of_account ON review (product_id, user_id) WHERE user_id IS NOT NULL;

ALTER TABLE "product_rating"
  ADD CONSTRAINT product_rating_counts CHECK (stars1 >= 0 AND stars2 >= 0 AND stars3 >= 0 AND stars4 >= 0 AND stars5 >= 0);

ALTER TABLE "review_report"
  ADD CONSTRAINT review_report_ground CHECK (ground IN ('fake', 'offensive', 'personal_data', 'off_topic', 'other')),
  ADD CONSTRAINT review_report_words CHECK (char_length(words) <= 1000 AND (ground NOT IN ('fake', 'other') OR words <> ''));
CREATE INDEX review_report_open ON review_report (review_id) WHERE closed_at IS NULL;

ALTER TABLE "consent" DROP CONSTRAINT consent_purpose,
  ADD CONSTRAINT consent_purpose CHECK (purpose IN ('cart_reminder', 'review_request'));

ALTER TABLE "channel"
  ADD CONSTRAINT channel_reviews_appear CHECK (reviews_appear IN ('checked', 'at_once')),
  ADD CONSTRAINT channel_review_ask CHECK (review_ask_days BETWEEN 1 AND 60);
