import { inLocale, type Locale, type Localized } from "#server/kernel/localized.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { Attribute, AttributeSet, AttributeType, ProductAttributeField } from "./attribute-contract.ts";
import type { StoredValue } from "./attribute-values.ts";

/**
 * What product `p` may and does say: the attributes of its family and of its categories up to the root, those required
 * first, then what it says beyond them. A JSON array.
 */
export const attributeFieldsJson = Prisma.sql`(
  WITH RECURSIVE up AS (
    SELECT c.id, c.parent_id, 0 AS height FROM product_category pc JOIN category c ON c.id = pc.category_id
    WHERE pc.product_id = p.id
    UNION
    SELECT c.id, c.parent_id, up.height + 1 FROM up JOIN category c ON c.id = up.parent_id WHERE up.height < 10
  ), used AS (
    SELECT u.attribute_id, bool_or(u.required) AS required, min(u.position) AS position FROM attribute_use u
    WHERE u.family_id = p.family_id OR u.category_id IN (SELECT id FROM up) GROUP BY u.attribute_id
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'key', a.key, 'label', a.label, 'type', a.type, 'unit', a.unit,
      'localised', a.localised, 'value', pa.value,
      'need', CASE used.required WHEN true THEN 'required' WHEN false THEN 'recommended' ELSE 'other' END,
      'choices', (SELECT coalesce(jsonb_agg(jsonb_build_object('value', ac.value, 'label', ac.label, 'swatch', ac.swatch)
        ORDER BY ac.position, ac.value), '[]') FROM attribute_choice ac WHERE ac.attribute_id = a.id))
    ORDER BY used.required DESC NULLS LAST, used.position, a.position, a.key), '[]')
  FROM attribute_def a LEFT JOIN used ON used.attribute_id = a.id
  LEFT JOIN product_attribute pa ON pa.attribute_id = a.id AND pa.product_id = p.id
  WHERE used.attribute_id IS NOT NULL OR pa.attribute_id IS NOT NULL)`;

export type FieldRow = {
  id: string;
  key: string;
  label: unknown;
  type: AttributeType;
  unit: string | null;
  localised: boolean;
  need: ProductAttributeField["need"];
  choices: { value: string; label: unknown; swatch: string | null }[];
  value: StoredValue | null;
};

export const toField = ({ id: _, ...row }: FieldRow, locale: Locale): ProductAttributeField => ({
  ...row,
  label: inLocale(row.label, locale),
  choices: row.choices.map((choice) => ({ ...choice, label: inLocale(choice.label, locale) })),
});

/** The fields of one product. One statement; [] for a product that does not exist. */
export async function attributeFields(db: Db, productId: string): Promise<FieldRow[]> {
  const [row] = await db.$queryRaw<{ fields: FieldRow[] }[]>`
    SELECT ${attributeFieldsJson} AS fields FROM product p WHERE p.id = ${productId}`;
  return row?.fields ?? [];
}

type DefRow = Omit<Attribute, "label" | "choices"> & {
  label: Localized;
  choices: { value: string; label: Localized; swatch: string | null }[];
};

/** Every attribute with its choices and how many products say something by it. One statement. */
export async function listAttributes(db: Db): Promise<Attribute[]> {
  return db.$queryRaw<DefRow[]>`
    SELECT a.id, a.key, a.label, a.type, a.unit, a.localised, a.filterable, a.version,
      (SELECT count(*)::int FROM product_attribute pa WHERE pa.attribute_id = a.id) AS products,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('value', c.value, 'label', c.label, 'swatch', c.swatch)
        ORDER BY c.position, c.value), '[]') FROM attribute_choice c WHERE c.attribute_id = a.id) AS choices,
      (SELECT coalesce(array_agg(c.value), '{}') FROM attribute_choice c WHERE c.attribute_id = a.id AND NOT EXISTS (
        SELECT 1 FROM product_attribute pa WHERE pa.attribute_id = a.id AND pa.value = to_jsonb(c.value))) AS "unusedChoices"
    FROM attribute_def a ORDER BY a.position, a.key`;
}

type OwnerRow = { kind: "family" | "category"; id: string; parentId: string | null; name: unknown };
type UseRow = { ownerId: string; attributeId: string; required: boolean };

/** Every family and category with its set; categories in the order of their tree, each with what it inherits. */
export async function listSets(db: Db, locale: Locale): Promise<AttributeSet[]> {
  const owners = await db.$queryRaw<OwnerRow[]>`
    SELECT 'family' AS kind, id, NULL AS "parentId", name FROM family
    UNION ALL SELECT * FROM (SELECT 'category', id, parent_id, name FROM category ORDER BY position, slug) c`;
  const uses = await db.$queryRaw<UseRow[]>`
    SELECT coalesce(u.family_id, u.category_id) AS "ownerId", u.attribute_id AS "attributeId", u.required
    FROM attribute_use u JOIN attribute_def a ON a.id = u.attribute_id ORDER BY u.position, a.position, a.key`;
  const usesOf = Map.groupBy(uses, (use) => use.ownerId);
  const own = (id: string) => (usesOf.get(id) ?? []).map(({ ownerId: _, ...use }) => use);
  const childrenOf = Map.groupBy(owners, (owner) => owner.parentId);
  const sets: AttributeSet[] = [];
  const walk = (owner: OwnerRow, depth: number, inherited: AttributeSet["inherited"]): void => {
    const name = inLocale(owner.name, locale);
    const kept = own(owner.id);
    sets.push({ kind: owner.kind, id: owner.id, name, depth, uses: kept, inherited });
    const down = [...inherited, ...kept.map((use) => ({ ...use, from: name }))];
    for (const child of childrenOf.get(owner.id) ?? []) if (depth < 10) walk(child, depth + 1, down);
  };
  for (const owner of childrenOf.get(null) ?? []) walk(owner, 0, []);
  return sets;
}
