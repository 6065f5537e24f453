// Line 33 of the attack list: sending back more than was delivered, twice, or too late, through the API. What the flow itself
// answers to races stands beside it (flows/return-order).
import { expect, it } from "vitest";
import { markDelivered } from "#server/flows/deliver-order/mark-delivered.ts";
import { packDelivery } from "#server/flows/deliver-order/pack-delivery.ts";
import { pickDelivery } from "#server/flows/deliver-order/pick-delivery.ts";
import { shipDelivery } from "#server/flows/deliver-order/ship-delivery.ts";
import { startPicking } from "#server/flows/deliver-order/start-picking.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "../order-fixture.ts";
import { expectStockToHold, openAttackedShop } from "./attacked-shop.ts";
import { Attacker, said } from "./attacker.ts";

openAttackedShop();

/** An order of three bowls; delivered so many days ago, or still here. */
async function order(deliveredDaysAgo: number | null) {
  const made = await makeOrder({ lines: [{ price: "20.00", quantity: 3 }] });
  if (deliveredDaysAgo === null) return { ...made, lineId: made.lines[0]?.id ?? "" };
  const found = () =>
    db().delivery.findFirstOrThrow({ where: { orderId: made.id }, include: { lines: true, parcels: true } });
  const seen = async () => {
    const { number, version } = await found();
    return { number, version };
  };
  await startPicking(await seen(), bySystem);
  const { lines } = await found();
  const all = lines.map((l) => ({ deliveryLineId: l.id, quantity: Number(l.quantity) }));
  const picked = all.map(({ deliveryLineId, quantity }) => ({ deliveryLineId, picked: quantity }));
  await pickDelivery({ ...(await seen()), lines: picked }, bySystem);
  await packDelivery({ ...(await seen()), parcels: [{ lines: all }] }, bySystem);
  const parcel = (await found()).parcels[0]?.id ?? "";
  await shipDelivery({ ...(await seen()), parcels: [{ id: parcel, trackingNumber: "6A123456789" }] }, bySystem);
  await markDelivered(parcel, bySystem);
  const deliveredAt = new Date(Date.now() - deliveredDaysAgo * 86_400_000);
  await db().parcel.update({ where: { id: parcel }, data: { deliveredAt } });
  return { ...made, lineId: made.lines[0]?.id ?? "" };
}
type Order = Awaited<ReturnType<typeof order>>;

async function announce(who: Attacker, of: Order, quantity: unknown, changes: object = {}) {
  const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: of.id } });
  const lines = [{ orderLineId: of.lineId, quantity }];
  return said(
    await who.mutate("admin.returns.create", { number: of.number, version, lines, reason: "withdrawal", ...changes }),
  );
}

type Case = {
  attack: string;
  delivered: number | null;
  by: (warehouse: Attacker, of: Order) => Promise<string[]>;
  answers: (string | RegExp)[];
  announced: number;
};
const tooMuch = /fulfilment\.return_too_much$/;
const cases: Case[] = [
  {
    attack: "four of three",
    delivered: 1,
    by: async (who, of) => [await announce(who, of, 4)],
    answers: [tooMuch],
    announced: 0,
  },
  {
    attack: "all of them, twice",
    delivered: 1,
    by: async (who, of) => [await announce(who, of, 3), await announce(who, of, 3)],
    answers: ["200", tooMuch],
    announced: 3,
  },
  {
    attack: "two and then two",
    delivered: 1,
    by: async (who, of) => [await announce(who, of, 2), await announce(who, of, 2)],
    answers: ["200", tooMuch],
    announced: 2,
  },
  {
    attack: "what never left",
    delivered: null,
    by: async (who, of) => [await announce(who, of, 1)],
    answers: [tooMuch],
    announced: 0,
  },
  {
    attack: "after forty days",
    delivered: 40,
    by: async (who, of) => [await announce(who, of, 1)],
    answers: [/fulfilment\.return_window_closed$/],
    announced: 0,
  },
  {
    attack: "a line of another order",
    delivered: 1,
    by: async (who, of) => {
      const other = await order(1);
      return [await announce(who, of, 1, { lines: [{ orderLineId: other.lineId, quantity: 1 }] })];
    },
    answers: [/sales\.line_not_in_order$/],
    announced: 0,
  },
  {
    attack: "none, less than none, half a bowl, text",
    delivered: 1,
    by: async (who, of) => [
      await announce(who, of, 0),
      await announce(who, of, -1),
      await announce(who, of, 0.5),
      await announce(who, of, "1"),
    ],
    answers: ["400 bad_request", "400 bad_request", "400 sales.quantity_not_divisible", "400 bad_request"],
    announced: 0,
  },
  {
    attack: "by who may not",
    delivered: 1,
    by: async (_, of) => [
      await announce(await Attacker.staff("catalogue"), of, 1),
      await announce(new Attacker(), of, 1),
    ],
    answers: ["403 forbidden", "401 sign_in_required"],
    announced: 0,
  },
];

it.each(cases)("line 33: $attack", async ({ delivered, by, answers, announced }) => {
  const of = await order(delivered);
  const heard = await by(await Attacker.staff("warehouse"), of);
  expect(heard).toEqual(answers.map((answer) => (typeof answer === "string" ? answer : expect.stringMatching(answer))));
  const lines = await db().returnLine.findMany({ where: { orderLineId: of.lineId } });
  expect(lines.reduce((sum, line) => sum + Number(line.quantity), 0)).toBe(announced);
  await expectStockToHold();
});
