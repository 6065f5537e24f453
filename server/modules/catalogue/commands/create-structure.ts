import { newId } from "#server/kernel/ids.ts";
import type { Localized } from "#server/kernel/localized.ts";
import type { Tx } from "#server/platform/db.ts";

export type NewBrand = { slug: string; name: string; about?: Localized };
export type NewCategory = {
  slug: string;
  name: Localized;
  lead?: Localized;
  parentId?: string | null;
  banner?: { key: string; width: number; height: number; alt: Localized } | null;
};
export type NewFamily = {
  code: string;
  name: Localized;
  attributes: readonly {
    key: string;
    label: Localized;
    type: "text" | "number" | "boolean" | "choice";
    unit?: string | null;
    filterable?: boolean;
  }[];
};

/** Creates brands; gives their ids by slug. */
export async function createBrands(tx: Tx, brands: readonly NewBrand[]): Promise<Map<string, string>> {
  const data = brands.map((b) => ({ id: newId("brand"), slug: b.slug, name: b.name, about: b.about ?? {} }));
  await tx.brand.createMany({ data });
  return new Map(data.map((row) => [row.slug, row.id]));
}

/** Creates categories in the order they are shown, with their banners; gives their ids by slug. */
export async function createCategories(tx: Tx, categories: readonly NewCategory[]): Promise<Map<string, string>> {
  const banners = categories.map(({ banner }) => (banner ? { id: newId("media"), ...banner } : null));
  await tx.media.createMany({ data: banners.filter((banner) => banner !== null) });
  const data = categories.map((category, position) => ({
    id: newId("category"),
    parentId: category.parentId ?? null,
    slug: category.slug,
    name: category.name,
    lead: category.lead ?? {},
    bannerId: banners[position]?.id ?? null,
    position,
  }));
  await tx.category.createMany({ data });
  return new Map(data.map((row) => [row.slug, row.id]));
}

/** Creates families with their attributes; gives, by family code, the family's id and its attributes' ids by key. */
export async function createFamilies(
  tx: Tx,
  families: readonly NewFamily[],
): Promise<Map<string, { id: string; attributes: Map<string, string> }>> {
  const made = new Map<string, { id: string; attributes: Map<string, string> }>();
  const rows = families.map((family) => ({ id: newId("family"), code: family.code, name: family.name }));
  const attributes = families.flatMap((family, i) =>
    family.attributes.map((attribute, position) => ({
      id: newId("attribute"),
      familyId: rows[i]?.id ?? "",
      key: attribute.key,
      label: attribute.label,
      type: attribute.type,
      unit: attribute.unit ?? null,
      filterable: attribute.filterable ?? false,
      position,
    })),
  );
  await tx.family.createMany({ data: rows });
  await tx.attributeDef.createMany({ data: attributes });
  for (const row of rows) {
    const own = attributes.filter((a) => a.familyId === row.id).map((a) => [a.key, a.id] as const);
    made.set(row.code, { id: row.id, attributes: new Map(own) });
  }
  return made;
}
