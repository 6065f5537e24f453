import type { z } from "zod";
import type { Locale } from "../../kernel/localized.ts";
import { inLocale } from "../../kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import { sumQuantity } from "../../kernel/quantity.ts";
import type { Db } from "../../platform/db.ts";
import type { levelSchema, locationSchema, MoveReason, moveSchema } from "./contract.ts";

/** The house's own places, as the location tree orders them. */
export async function listLocations(db: Db): Promise<z.infer<typeof locationSchema>[]> {
  const rows = await db.location.findMany({
    where: { kind: { in: ["warehouse", "store", "bin"] }, active: true },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { id: true, code: true, name: true, kind: true, city: true, parent: { select: { code: true } } },
  });
  return rows.map(({ parent, ...row }) => ({ ...row, parentCode: parent?.code ?? null }));
}

/** Stock of variants by place: a keyset page by SKU, filtered by SKU or product name and by place. */
export async function listLevels(
  db: Db,
  input: { query?: string | undefined; locationCode?: string | undefined; cursor?: string | undefined; limit: number },
  locale: Locale,
): Promise<Page<z.infer<typeof levelSchema>>> {
  const after = decodeCursor(input.cursor)?.[0];
  const text = input.query?.trim();
  const variants = await db.variant.findMany({
    where: {
      status: "active",
      ...(after !== undefined && { sku: { gt: String(after) } }),
      ...(input.locationCode && { stockLevels: { some: { location: { code: input.locationCode } } } }),
      ...(text && {
        OR: [
          { sku: { contains: text, mode: "insensitive" } },
          { product: { name: { path: ["fr"], string_contains: text, mode: "insensitive" } } },
          { product: { name: { path: ["en"], string_contains: text, mode: "insensitive" } } },
        ],
      }),
    },
    orderBy: { sku: "asc" },
    take: input.limit + 1,
    select: {
      id: true,
      sku: true,
      product: {
        select: {
          name: true,
          media: { orderBy: { position: "asc" }, take: 1, select: { media: { select: { key: true } } } },
        },
      },
      media: { orderBy: { position: "asc" }, take: 1, select: { media: { select: { key: true } } } },
      optionValues: { orderBy: { option: { position: "asc" } }, select: { optionValue: { select: { label: true } } } },
      stockLevels: {
        ...(input.locationCode && { where: { location: { code: input.locationCode } } }),
        orderBy: { location: { position: "asc" } },
        select: { onHand: true, reserved: true, backordered: true, location: { select: { code: true } } },
      },
    },
  });
  const rows = variants.map((v) => {
    const locations = v.stockLevels.map((l) => ({
      code: l.location.code,
      onHand: Number(l.onHand),
      reserved: Number(l.reserved),
      available: Number(l.onHand.minus(l.reserved)),
    }));
    return {
      variantId: v.id,
      sku: v.sku,
      productName: inLocale(v.product.name, locale),
      options: v.optionValues.map((o) => inLocale(o.optionValue.label, locale)).join(" · "),
      mediaKey: v.media[0]?.media.key ?? v.product.media[0]?.media.key ?? null,
      locations,
      onHand: sumQuantity(locations.map((l) => l.onHand)),
      reserved: sumQuantity(locations.map((l) => l.reserved)),
      available: sumQuantity(locations.map((l) => l.available)),
      backordered: sumQuantity(v.stockLevels.map((l) => Number(l.backordered))),
    };
  });
  return toPage(rows, input.limit, (r) => [r.sku]);
}

/** The ledger, newest first, of one variant or of all. */
export async function listMoves(
  db: Db,
  input: { variantId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<z.infer<typeof moveSchema>>> {
  const after = decodeCursor(input.cursor)?.[0];
  const moves = await db.stockMove.findMany({
    where: {
      ...(input.variantId && { variantId: input.variantId }),
      ...(after !== undefined && { id: { lt: String(after) } }),
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
    include: {
      variant: { select: { sku: true } },
      from: { select: { code: true, name: true } },
      to: { select: { code: true, name: true } },
    },
  });
  const users = new Map(
    (
      await db.user.findMany({
        where: { id: { in: moves.flatMap((m) => (m.byUserId ? [m.byUserId] : [])) } },
        select: { id: true, name: true },
      })
    ).map((u) => [u.id, u.name]),
  );
  const rows = moves.map((m) => ({
    id: m.id,
    at: m.occurredAt.toISOString(),
    variantId: m.variantId,
    sku: m.variant.sku,
    from: m.from,
    to: m.to,
    quantity: Number(m.quantity),
    reason: m.reason as MoveReason,
    document: m.documentType && m.documentId ? { type: m.documentType, id: m.documentId } : null,
    note: m.note,
    by: m.byUserId ? (users.get(m.byUserId) ?? null) : null,
  }));
  return toPage(rows, input.limit, (r) => [r.id]);
}
