// What a consumer may withdraw from, without an account: the order by its number and e-mail together.
// Reads only; names and quantities of the goods are all that is told. Who asks for none that exists learns only that.
import { parisDate } from "#server/kernel/days.ts";
import { subtractQuantity } from "#server/kernel/quantity.ts";
import { exclusionOf, neverReturned } from "#server/kernel/return-exclusions.ts";
import { arrivals, lastArrival, lastReturnDay } from "#server/modules/fulfilment/index.ts";
import type { ContractInput, Withdrawable } from "#server/modules/withdrawals/contract.ts";
import { withdrawnUnits } from "#server/modules/withdrawals/index.ts";
import type { Db } from "#server/platform/db.ts";

const select = {
  id: true,
  number: true,
  email: true,
  billingAddress: true,
  lines: {
    where: { kind: "product" },
    orderBy: { position: "asc" },
    select: { id: true, name: true, description: true, quantity: true, delivered: true, returnExclusion: true },
  },
} as const;

/** The order behind a contract that stands; null when there is none. */
export async function contractOf(db: Db, contract: ContractInput) {
  const order = await db.salesOrder.findFirst({
    where: {
      number: contract.number,
      email: { equals: contract.email, mode: "insensitive" },
      status: { in: ["confirmed", "completed"] },
    },
    select,
  });
  if (!order) return null;
  const lines = order.lines.map((line) => ({
    ...line,
    quantity: Number(line.quantity),
    delivered: Number(line.delivered),
    exclusion: exclusionOf(line.returnExclusion),
  }));
  return { ...order, lines, consumer: !(order.billingAddress as { company?: string | null }).company };
}
export type Contract = NonNullable<Awaited<ReturnType<typeof contractOf>>>;

/** The last day for it, and whether that is over; null while goods are still to come. */
export async function timeOf(db: Db, order: Contract, now: Date): Promise<{ lastDay: string | null; late: boolean }> {
  const arrivedAt = lastArrival(order.lines, await arrivals(db, order.id));
  const lastDay = arrivedAt && lastReturnDay(arrivedAt);
  return { lastDay, late: lastDay !== null && parisDate(now) > lastDay };
}

const fullName = (line: Contract["lines"][number]) => [line.name, line.description].filter(Boolean).join(", ");

/** The goods that nobody may withdraw from, and why. */
export const excludedGoods = (order: Contract) =>
  order.lines.flatMap((line) =>
    line.exclusion && neverReturned(line.exclusion)
      ? [{ orderLineId: line.id, name: fullName(line), exclusion: line.exclusion }]
      : [],
  );

/** The goods with what of them was not withdrawn from yet; without those that are excluded. */
export async function goodsLeft(db: Db, order: Contract) {
  const gone = await withdrawnUnits(db, order.id);
  return order.lines.flatMap((line) => {
    const quantity = subtractQuantity(line.quantity, gone.get(line.id) ?? 0);
    const { id: orderLineId, exclusion } = line;
    return quantity > 0 && !neverReturned(exclusion)
      ? [{ orderLineId, name: fullName(line), quantity, exclusion }]
      : [];
  });
}

/** What may be withdrawn from. Four statements at most. */
export async function findContract(db: Db, contract: ContractInput, now: Date): Promise<Withdrawable> {
  const order = await contractOf(db, contract);
  if (!order) {
    const nothing = { lastDay: null, late: false, lines: [], excluded: [] };
    return { found: false, number: contract.number, consumer: true, ...nothing };
  }
  return {
    found: true,
    number: order.number,
    consumer: order.consumer,
    ...(await timeOf(db, order, now)),
    lines: await goodsLeft(db, order),
    excluded: excludedGoods(order),
  };
}
