-- Attributes are defined once for the shop instead of once per family; families and categories use them in their sets, and
-- choices get a list of their own. Values stay what they were to shoppers: the same facets, the same words.
ALTER TABLE "attribute_def"
  ADD COLUMN "localised" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

CREATE TABLE "attribute_choice" (
    "id" TEXT NOT NULL,
    "attribute_id" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "label" JSONB NOT NULL,
    "swatch" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "attribute_choice_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "attribute_use" (
    "id" TEXT NOT NULL,
    "attribute_id" TEXT NOT NULL,
    "family_id" TEXT,
    "category_id" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "attribute_use_pkey" PRIMARY KEY ("id")
);

-- Definitions of one key, type and unit become one, the oldest. Those that only share their key get one of their own.
CREATE TEMPORARY TABLE merged ON COMMIT DROP AS
SELECT d.id, d.family_id, d.position, d.type, first_value(d.id) OVER same AS kept,
  dense_rank() OVER (PARTITION BY d.key ORDER BY d.type, d.unit NULLS FIRST) AS variant
FROM attribute_def d
WINDOW same AS (PARTITION BY d.key, d.type, d.unit ORDER BY d.id);

INSERT INTO attribute_use (id, attribute_id, family_id, position)
SELECT DISTINCT ON (family_id, kept) 'atu_' || substr(id, 5), kept, family_id, position FROM merged
ORDER BY family_id, kept, id;

-- "Métal" → "metal": under this a choice was filtered before and is named from now on.
CREATE FUNCTION pg_temp.slug(value jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN word = '' THEN '' WHEN latin = '' THEN 'v-' || substr(md5(word), 1, 8) ELSE latin END
  FROM (SELECT CASE jsonb_typeof(value) WHEN 'object' THEN coalesce(value ->> 'fr', value ->> 'en', '')
    ELSE coalesce(value #>> '{}', '') END AS word) w,
  LATERAL (SELECT trim('-' FROM regexp_replace(lower(public.unaccent(word)), '[^a-z0-9]+', '-', 'g')) AS latin) l
$$;
INSERT INTO attribute_choice (id, attribute_id, value, label, position)
SELECT 'atc_' || md5(kept || value), kept, value, label,
  row_number() OVER (PARTITION BY kept ORDER BY value) - 1
FROM (
  SELECT m.kept, pg_temp.slug(a.value) AS value, mode() WITHIN GROUP (ORDER BY CASE jsonb_typeof(a.value)
    WHEN 'object' THEN a.value ELSE jsonb_build_object('fr', a.value #>> '{}', 'en', a.value #>> '{}') END) AS label
  FROM product_attribute a JOIN merged m ON m.id = a.attribute_id WHERE m.type = 'choice' GROUP BY 1, 2
) choices WHERE value <> '';

DELETE FROM product_attribute a USING merged m
WHERE m.id = a.attribute_id AND m.type = 'choice' AND pg_temp.slug(a.value) = '';
-- A product may say the same under two families' definitions: its first word counts.
DELETE FROM product_attribute a USING merged m, product_attribute b, merged n
WHERE m.id = a.attribute_id AND n.id = b.attribute_id AND m.kept = n.kept AND a.product_id = b.product_id AND b.attribute_id < a.attribute_id;
UPDATE product_attribute a SET attribute_id = m.kept,
  value = CASE m.type WHEN 'choice' THEN to_jsonb(pg_temp.slug(a.value)) ELSE a.value END
FROM merged m WHERE m.id = a.attribute_id AND (m.kept <> m.id OR m.type = 'choice');

DELETE FROM attribute_def d USING merged m WHERE m.id = d.id AND m.kept <> m.id;
ALTER TABLE "attribute_def" DROP COLUMN "family_id";
UPDATE attribute_def d SET key = d.key || '_' || m.variant FROM merged m WHERE m.id = d.id AND m.variant > 1;
DROP FUNCTION pg_temp.slug(jsonb);

CREATE UNIQUE INDEX "attribute_def_key_key" ON "attribute_def"("key");
CREATE UNIQUE INDEX "attribute_choice_attribute_id_value_key" ON "attribute_choice"("attribute_id", "value");
CREATE INDEX "attribute_use_attribute_id_idx" ON "attribute_use"("attribute_id");
CREATE UNIQUE INDEX "attribute_use_family_id_attribute_id_key" ON "attribute_use"("family_id", "attribute_id");
CREATE UNIQUE INDEX "attribute_use_category_id_attribute_id_key" ON "attribute_use"("category_id", "attribute_id");
ALTER TABLE "attribute_choice" ADD CONSTRAINT "attribute_choice_attribute_id_fkey" FOREIGN KEY ("attribute_id") REFERENCES "attribute_def"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attribute_use" ADD CONSTRAINT "attribute_use_attribute_id_fkey" FOREIGN KEY ("attribute_id") REFERENCES "attribute_def"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attribute_use" ADD CONSTRAINT "attribute_use_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "family"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attribute_use" ADD CONSTRAINT "attribute_use_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE attribute_use ADD CONSTRAINT attribute_use_one_owner CHECK (num_nonnulls(family_id, category_id) = 1);
ALTER TABLE attribute_choice
  ADD CONSTRAINT attribute_choice_value CHECK (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT attribute_choice_swatch CHECK (swatch ~ '^#[0-9a-f]{6}$');
ALTER TABLE attribute_def
  DROP CONSTRAINT attribute_def_type,
  ADD CONSTRAINT attribute_def_type CHECK (type IN ('text', 'choice', 'colour', 'number', 'dimension', 'boolean')),
  ADD CONSTRAINT attribute_def_unit CHECK (unit IS NULL OR type IN ('number', 'dimension')),
  ADD CONSTRAINT attribute_def_dimension CHECK (type <> 'dimension' OR coalesce(unit IN ('mm', 'cm', 'm'), false)),
  ADD CONSTRAINT attribute_def_version CHECK (version > 0);
