-- Promises: what the calendars of places and carriers may say, and what a promise is.
ALTER TABLE "location"
  ADD CONSTRAINT "location_calendar" CHECK ("cutoff_minutes" BETWEEN 0 AND 1439 AND "handling_days" BETWEEN 0 AND 60
    AND cardinality("working_days") BETWEEN 1 AND 7 AND "working_days" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]
    AND "holidays" IN ('FR', 'FR-AM', 'none') AND cardinality("closed_on") <= 400 AND char_length("time_zone") BETWEEN 1 AND 60),
  ADD CONSTRAINT "location_opening_hours" CHECK (jsonb_typeof("opening_hours") = 'array'),
  ADD CONSTRAINT "location_collect_days" CHECK ("collect_days" BETWEEN 1 AND 60);
ALTER TABLE "shipping_method"
  ADD CONSTRAINT "shipping_method_weekdays" CHECK (cardinality("weekdays") BETWEEN 1 AND 7 AND "weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  ADD CONSTRAINT "shipping_method_pickup" CHECK ("pickup_location_id" IS NULL OR "max_days" = 0);
ALTER TABLE "channel_location" ADD CONSTRAINT "channel_location_ships" CHECK ("ships" IN ('first', 'last', 'never'));
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_promise"
  CHECK (("promised_from" IS NULL) = ("promised_to" IS NULL) AND ("promised_from" IS NULL OR "promised_from" <= "promised_to"));
ALTER TABLE "delivery"
  ADD CONSTRAINT "delivery_promise"
    CHECK (("promised_from" IS NULL) = ("promised_to" IS NULL) AND ("promised_from" IS NULL OR "promised_from" <= "promised_to")),
  ADD CONSTRAINT "delivery_pickup" CHECK (("ready_at" IS NULL OR "pickup") AND ("collect_by" IS NULL) = ("ready_at" IS NULL)
    AND ("reminded_at" IS NULL OR "ready_at" IS NOT NULL));
