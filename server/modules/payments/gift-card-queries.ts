import { money } from "../../kernel/money.ts";
import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import type { Db } from "../../platform/db.ts";
import { hashToken } from "../../platform/secrets.ts";
import type { GiftCardRow } from "./contract-cards.ts";

export type UsableCard = { id: string; ending: string; balanceMinor: number };

const usable = (currency: string, now: Date) => ({
  active: true,
  currency,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
});
const seen = { id: true, ending: true, balanceMinor: true } as const;

/** The card behind a code, in a currency; null when there is none that may be spent now. One statement. */
export async function findGiftCard(db: Db, code: string, currency: string, now: Date): Promise<UsableCard | null> {
  const card = await db.giftCard.findFirst({
    where: { codeHash: hashToken(code), ...usable(currency, now) },
    select: seen,
  });
  return card && { ...card, balanceMinor: Number(card.balanceMinor) };
}

/** The card a basket remembers; null when it may no longer be spent. One statement. */
export async function readGiftCard(db: Db, id: string, currency: string, now: Date): Promise<UsableCard | null> {
  const card = await db.giftCard.findFirst({ where: { id, ...usable(currency, now) }, select: seen });
  return card && { ...card, balanceMinor: Number(card.balanceMinor) };
}

/** All cards (or one), newest first, keyset-paged. */
export async function listGiftCards(
  db: Db,
  input: { cursor?: string | undefined; limit: number; id?: string },
): Promise<Page<GiftCardRow>> {
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const before = typeof at === "string" && typeof id === "string" ? { at: new Date(at), id } : undefined;
  const rows = await db.giftCard.findMany({
    where: {
      ...(input.id && { id: input.id }),
      ...(before && { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    include: { entries: { where: { kind: "issued" }, select: { amountMinor: true } } },
  });
  const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    ...page,
    items: page.items.map((row) => ({
      id: row.id,
      ending: row.ending,
      balance: money(row.balanceMinor, row.currency),
      issued: money(
        row.entries.reduce((sum, entry) => sum + entry.amountMinor, 0n),
        row.currency,
      ),
      expiresAt: row.expiresAt?.toISOString() ?? null,
      active: row.active,
      note: row.note,
      version: row.version,
      createdAt: row.createdAt.toISOString(),
    })),
  };
}
