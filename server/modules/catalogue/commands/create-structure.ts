import { newId } from "#server/kernel/ids.ts";
import type { Localized } from "#server/kernel/localized.ts";
import type { UnitName } from "#server/kernel/units.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AttributeType } from "../attribute-contract.ts";
import type { Reachable } from "../maker-contract.ts";
import { responsibleColumns } from "./save-maker.ts";

export type NewBrand = { slug: string; name: string; about?: Localized };
export type NewCategory = {
  slug: string;
  name: Localized;
  lead?: Localized;
  parentId?: string | null;
  banner?: { key: string; width: number; height: number; alt: Localized } | null;
};
export type NewAttribute = {
  key: string;
  label: Localized;
  type: AttributeType;
  unit?: UnitName | null;
  localised?: boolean;
  filterable?: boolean;
  choices?: readonly { value: string; label: Localized; swatch?: string | null }[];
};
/** Which attributes a family or a category says something by, in order. */
export type NewUse = { attributeId: string; required?: boolean };
export type NewFamily = { code: string; name: Localized; attributes: readonly NewUse[] };

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

/** Creates attributes with their choices, in the order they are shown; gives their ids by key. */
export async function createAttributes(tx: Tx, attributes: readonly NewAttribute[]): Promise<Map<string, string>> {
  const rows = attributes.map(({ choices: _, ...attribute }, position) => ({
    id: newId("attribute"),
    unit: null,
    filterable: false,
    ...attribute,
    position,
  }));
  await tx.attributeDef.createMany({ data: rows });
  await tx.attributeChoice.createMany({
    data: attributes.flatMap(({ choices = [] }, i) =>
      choices.map((choice, position) => ({
        id: newId("attributeChoice"),
        attributeId: rows[i]?.id ?? "",
        ...choice,
        position,
      })),
    ),
  });
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** Creates families with their sets of attributes; gives their ids by code. */
export async function createFamilies(tx: Tx, families: readonly NewFamily[]): Promise<Map<string, string>> {
  const rows = families.map(({ code, name }) => ({ id: newId("family"), code, name }));
  await tx.family.createMany({ data: rows });
  await tx.attributeUse.createMany({
    data: families.flatMap((family, i) =>
      family.attributes.map(({ attributeId, required = false }, position) => ({
        id: newId("attributeUse"),
        familyId: rows[i]?.id ?? "",
        attributeId,
        required,
        position,
      })),
    ),
  });
  return new Map(rows.map((row) => [row.code, row.id]));
}

export type NewMaker = Reachable & { responsible?: Reachable };

/** Creates makers and names them for the brands they stand behind. */
export async function createMakers(
  tx: Tx,
  makers: readonly (NewMaker & { brandIds: readonly string[] })[],
): Promise<void> {
  for (const { brandIds, responsible, ...maker } of makers) {
    const id = newId("maker");
    await tx.maker.create({ data: { id, ...maker, ...(responsible && responsibleColumns(responsible)) } });
    await tx.brand.updateMany({ where: { id: { in: [...brandIds] } }, data: { makerId: id } });
  }
}
