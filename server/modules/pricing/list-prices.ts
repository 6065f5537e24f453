import { decimal, toText } from "#server/kernel/decimal.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { extend } from "#server/kernel/money.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { ListPriceRow } from "./contract-lists.ts";

type Asked = { priceListId: string; query?: string | undefined; cursor?: string | undefined; limit: number };
/** Major units by the currency's own exponent, whatever was stored beyond it. */
const inMajor = (value: { toFixed: () => string }, currency: string) =>
  extend(decimal(value.toFixed()), decimal(1), currency);

/** Rows after a cursor: by SKU, then units from which the price holds, then id. */
function following(cursor: string | undefined): Prisma.PriceListItemWhereInput {
  const [sku, from, id] = decodeCursor(cursor) ?? [];
  if (typeof sku !== "string" || typeof from !== "string" || !/^\d+(\.\d+)?$/.test(from) || typeof id !== "string") {
    return {};
  }
  const same = { variant: { sku } };
  return {
    OR: [
      { variant: { sku: { gt: sku } } },
      { ...same, minQuantity: { gt: from } },
      { ...same, minQuantity: from, id: { gt: id } },
    ],
  };
}

function matching(query: string | undefined): Prisma.PriceListItemWhereInput {
  if (!query) return {};
  const named = (locale: Locale) => ({
    product: { name: { path: [locale], string_contains: query, mode: "insensitive" as const } },
  });
  return {
    variant: { OR: [{ sku: { contains: query, mode: "insensitive" } }, named("fr"), named("en")] },
  };
}

/** The prices of a list at `now`, in force or not, by SKU; keyset-paged. One page is two statements at most. */
export async function listPrices(
  db: Db,
  asked: Asked,
  locale: Locale,
  now: Date,
): Promise<Page<Omit<ListPriceRow, "everybody">>> {
  const rows = await db.priceListItem.findMany({
    where: {
      AND: [
        { priceListId: asked.priceListId, priceList: { kind: "sale" } },
        matching(asked.query),
        following(asked.cursor),
      ],
    },
    orderBy: [{ variant: { sku: "asc" } }, { minQuantity: "asc" }, { id: "asc" }],
    take: asked.limit + 1,
    include: {
      priceList: { select: { currency: true } },
      variant: {
        select: {
          ...{ sku: true, productId: true, product: { select: { name: true } } },
          optionValues: {
            orderBy: { option: { position: "asc" } },
            select: { optionValue: { select: { label: true } } },
          },
        },
      },
    },
  });
  const page = toPage(rows, asked.limit, (row) => [row.variant.sku, row.minQuantity.toFixed(), row.id]);
  return {
    ...page,
    items: page.items.map(({ priceList: { currency }, variant, ...row }) => ({
      ...{ id: row.id, variantId: row.variantId, productId: variant.productId, sku: variant.sku, version: row.version },
      name: inLocale(variant.product.name, locale),
      description: variant.optionValues.map(({ optionValue }) => inLocale(optionValue.label, locale)).join(" · "),
      minQuantity: Number(toText(decimal(row.minQuantity.toFixed()))),
      price: inMajor(row.unitPrice, currency),
      compareAt: row.compareAt && inMajor(row.compareAt, currency),
      validFrom: row.validFrom?.toISOString() ?? null,
      validTo: row.validTo?.toISOString() ?? null,
      state: row.validTo && row.validTo <= now ? "over" : row.validFrom && row.validFrom > now ? "coming" : "now",
    })),
  };
}
