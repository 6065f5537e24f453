import { parisDate } from "../../kernel/days.ts";
import { DomainError } from "../../kernel/errors.ts";
import { inLocale, type Locale } from "../../kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import { sumQuantity } from "../../kernel/quantity.ts";
import type { Db, Prisma } from "../../platform/db.ts";
import type { StockMode, StockPolicyView, Supply, SupplyStatus } from "./contract.ts";

const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** What names a variant in lists, and the promises beyond stock on it. */
const named = {
  sku: true,
  product: {
    select: {
      name: true,
      media: { orderBy: { position: "asc" }, take: 1, select: { media: { select: { key: true } } } },
    },
  },
  media: { orderBy: { position: "asc" }, take: 1, select: { media: { select: { key: true } } } },
  optionValues: { orderBy: { option: { position: "asc" } }, select: { optionValue: { select: { label: true } } } },
  stockLevels: { where: { backordered: { gt: 0 } }, select: { locationId: true, backordered: true } },
} as const satisfies Prisma.VariantSelect;
type Named = Prisma.VariantGetPayload<{ select: typeof named }>;

const namesOf = (variant: Named, locale: Locale) => ({
  sku: variant.sku,
  productName: inLocale(variant.product.name, locale),
  options: variant.optionValues.map((o) => inLocale(o.optionValue.label, locale)).join(" · "),
});

/** Goods on their way, the first to come first; closed ones the latest first. */
export async function listSupplies(
  db: Db,
  input: { status: SupplyStatus; variantId?: string | undefined; cursor?: string | undefined; limit: number },
  locale: Locale,
  now: Date = new Date(),
): Promise<Page<Supply>> {
  const [on, id] = decodeCursor(input.cursor) ?? [];
  const day = new Date(`${String(on)}T00:00:00Z`);
  const [direction, beyond] = input.status === "expected" ? (["asc", "gt"] as const) : (["desc", "lt"] as const);
  const after =
    id === undefined || Number.isNaN(day.getTime())
      ? {}
      : { OR: [{ expectedOn: { [beyond]: day } }, { expectedOn: day, id: { [beyond]: String(id) } }] };
  const rows = await db.inboundSupply.findMany({
    where: { status: input.status, ...(input.variantId && { variantId: input.variantId }), ...after },
    orderBy: [{ expectedOn: direction }, { id: direction }],
    take: input.limit + 1,
    include: { location: { select: { code: true, name: true } }, variant: { select: named } },
  });
  const today = parisDate(now);
  const supplies = rows.map(({ variant, ...row }): Supply => {
    const expectedOn = isoDate(row.expectedOn);
    return {
      id: row.id,
      version: row.version,
      variantId: row.variantId,
      ...namesOf(variant, locale),
      mediaKey: variant.media[0]?.media.key ?? variant.product.media[0]?.media.key ?? null,
      location: row.location,
      quantity: Number(row.quantity),
      received: Number(row.received),
      expectedOn,
      late: row.status === "expected" && expectedOn < today,
      status: row.status as SupplyStatus,
      note: row.note,
      waiting: Number(variant.stockLevels.find((level) => level.locationId === row.locationId)?.backordered ?? 0),
    };
  });
  return toPage(supplies, input.limit, (row) => [row.expectedOn, row.id]);
}

/** How a variant sells beyond stock. Throws DomainError not_found `stock.variant_not_found`. */
export async function policyOf(db: Db, variantId: string, locale: Locale): Promise<StockPolicyView> {
  const variant = await db.variant.findUnique({ where: { id: variantId }, select: { ...named, stockPolicy: true } });
  if (!variant) throw new DomainError("not_found", "stock.variant_not_found");
  const policy = variant.stockPolicy;
  return {
    variantId,
    ...namesOf(variant, locale),
    mode: (policy?.mode ?? "deny") as StockMode,
    maxBackorder: policy?.maxBackorder == null ? null : Number(policy.maxBackorder),
    releaseOn: policy?.releaseOn ? isoDate(policy.releaseOn) : null,
    seenAt: policy?.updatedAt.toISOString() ?? null,
    backordered: sumQuantity(variant.stockLevels.map((level) => Number(level.backordered))),
  };
}
