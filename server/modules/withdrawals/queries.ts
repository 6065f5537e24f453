import type { Scope } from "#server/access/scope.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { addQuantity, type Quantity } from "#server/kernel/quantity.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { WithdrawalListInput, WithdrawalRow, WithdrawalStatus } from "./contract.ts";

/** Staff read all of them, nobody else any. */
const within = (scope: Scope): Prisma.WithdrawalWhereInput => (scope.all ? {} : { id: { in: [] } });

/** Declarations, newest first, in keyset pages. */
export async function listWithdrawals(db: Db, scope: Scope, input: WithdrawalListInput): Promise<Page<WithdrawalRow>> {
  const [at, lastId] = decodeCursor(input.cursor) ?? [];
  const declaredAt = new Date(String(at));
  const after = lastId !== undefined && !Number.isNaN(declaredAt.getTime());
  const text = input.query?.trim();
  const like = { contains: text ?? "", mode: "insensitive" as const };
  const rows = await db.withdrawal.findMany({
    where: {
      AND: [
        within(scope),
        input.status ? { status: input.status } : {},
        text ? { OR: [{ number: like }, { orderNumber: like }, { name: like }, { email: like }] } : {},
        after ? { OR: [{ declaredAt: { lt: declaredAt } }, { declaredAt, id: { lt: String(lastId) } }] } : {},
      ],
    },
    orderBy: [{ declaredAt: "desc" }, { id: "desc" }],
    take: (input.limit ?? 25) + 1,
  });
  const page = toPage(rows, input.limit ?? 25, (row) => [row.declaredAt.toISOString(), row.id]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ orderId, status, locale, declaredAt: declared, handledAt, handledById: _, ...row }) => ({
      ...row,
      found: orderId !== null,
      status: status as WithdrawalStatus,
      locale: localeSchema.catch("fr").parse(locale),
      declaredAt: declared.toISOString(),
      handledAt: handledAt?.toISOString() ?? null,
    })),
  };
}

/** How many wait for staff. */
export const openWithdrawals = (db: Db, scope: Scope): Promise<number> =>
  db.withdrawal.count({ where: { AND: [within(scope), { status: "open" }] } });

/** Units of an order's lines that were withdrawn from already. */
export async function withdrawnUnits(db: Db, orderId: string): Promise<ReadonlyMap<string, Quantity>> {
  const rows = await db.withdrawalLine.findMany({
    where: { withdrawal: { orderId } },
    select: { orderLineId: true, quantity: true },
  });
  const units = new Map<string, Quantity>();
  for (const { orderLineId, quantity } of rows) {
    units.set(orderLineId, addQuantity(units.get(orderLineId) ?? 0, Number(quantity)));
  }
  return units;
}
