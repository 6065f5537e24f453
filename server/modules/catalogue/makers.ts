import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { Maker, Reachable, Safety } from "./maker-contract.ts";

const columns = {
  maker: Prisma.sql`jsonb_build_object('name', mk.name, 'line1', mk.line1, 'postcode', mk.postcode, 'city', mk.city,
    'country', mk.country, 'contact', mk.contact)`,
  responsible: Prisma.sql`CASE WHEN mk.responsible_name IS NOT NULL THEN jsonb_build_object('name', mk.responsible_name,
    'line1', mk.responsible_line1, 'postcode', mk.responsible_postcode, 'city', mk.responsible_city,
    'country', mk.responsible_country, 'contact', mk.responsible_contact) END`,
};

/** Of product `p` and its brand `b`: who makes it and answers for it, its model and its warnings, as JSON. */
export const safetyJson = Prisma.sql`jsonb_build_object('model', p.model_name, 'warnings', p.warnings,
  'maker', (SELECT ${columns.maker} FROM maker mk WHERE mk.id = coalesce(p.maker_id, b.maker_id)),
  'responsible', (SELECT ${columns.responsible} FROM maker mk WHERE mk.id = coalesce(p.maker_id, b.maker_id)))`;
export type SafetyRow = {
  model: string | null;
  warnings: unknown;
  maker: Reachable | null;
  responsible: Reachable | null;
};
export const toSafety = (row: SafetyRow, locale: Locale): Safety => ({
  ...row,
  warnings: inLocale(row.warnings, locale),
});

/** Every maker by name, with the brands it stands behind. One statement. */
export async function listMakers(db: Db): Promise<Maker[]> {
  return db.$queryRaw<Maker[]>`
    SELECT mk.id, mk.name, mk.line1, mk.postcode, mk.city, mk.country, mk.contact, mk.version,
      ${columns.responsible} AS responsible,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) ORDER BY b.name), '[]')
        FROM brand b WHERE b.maker_id = mk.id) AS brands,
      (SELECT count(*)::int FROM product p WHERE p.maker_id = mk.id) AS products
    FROM maker mk ORDER BY mk.name`;
}

export const listBrands = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.brand.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } });
