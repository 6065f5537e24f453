import { inLocale } from "#server/kernel/localized.ts";
import type { Db } from "#server/platform/db.ts";

/** A variant as an order line copies it, in the buyer's language. */
export type SoldVariant = {
  id: string;
  sku: string;
  slug: string;
  name: string;
  description: string | null;
  mediaKey: string | null;
  taxCategory: string;
  returnExclusion: string | null;
  uom: string;
  weightG: number;
  sellable: boolean;
};

const picture = {
  where: { media: { key: { not: null } } },
  orderBy: { position: "asc" },
  take: 1,
  select: { media: { select: { key: true } } },
} as const;

/** The variants with these ids, by id; unknown ones are absent. */
export async function readVariants(
  db: Db,
  ids: readonly string[],
  locale: string,
): Promise<ReadonlyMap<string, SoldVariant>> {
  const rows = await db.variant.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      sku: true,
      uom: true,
      weightG: true,
      status: true,
      media: picture,
      optionValues: {
        orderBy: { option: { position: "asc" } },
        select: { optionValue: { select: { label: true } } },
      },
      product: {
        select: { slug: true, name: true, taxCategory: true, returnExclusion: true, status: true, media: picture },
      },
    },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        sku: row.sku,
        slug: row.product.slug,
        name: inLocale(row.product.name, locale),
        description: row.optionValues.map(({ optionValue }) => inLocale(optionValue.label, locale)).join(" · ") || null,
        mediaKey: (row.media[0] ?? row.product.media[0])?.media.key ?? null,
        taxCategory: row.product.taxCategory,
        returnExclusion: row.product.returnExclusion,
        uom: row.uom,
        weightG: row.weightG ?? 0,
        sellable: row.status === "active" && row.product.status === "active",
      },
    ]),
  );
}
