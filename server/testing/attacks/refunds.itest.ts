// Line 32 of the attack list: giving back more money than was taken. Line 33 (goods) stands in returns.itest.ts.
import { describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { runJobs } from "../run-jobs.ts";
import { payOnPage, testCards } from "../sandbox-shopper.ts";
import { article } from "../shoppers.ts";
import { openAttackedShop, outcomeOf } from "./attacked-shop.ts";
import { Attacker, placedOrder, said } from "./attacker.ts";

openAttackedShop();

async function order(options: { paid: boolean }) {
  const { variantId } = await article({ stock: 5, price: "100" });
  const placed = await placedOrder([{ variantId }]);
  if (options.paid) {
    await payOnPage(placed.payUrl, testCards.accepted);
    await placed.someone.mutate("shop.checkout.settle", { token: placed.token });
    await runJobs();
  }
  const payment = await db().payment.findFirstOrThrow({ where: { orderId: placed.orderId } });
  return { ...placed, paymentId: payment.id, total: Number(payment.amountMinor) };
}
type Order = Awaited<ReturnType<typeof order>>;

const refund = (
  who: Attacker,
  { paymentId }: Order,
  amountMinor: unknown,
  idempotencyKey: string = crypto.randomUUID(),
) => who.mutate("admin.payments.refund", { paymentId, amountMinor, reason: "attack list", idempotencyKey });

describe("line 32: one refund too many", () => {
  type Case = {
    attack: string;
    paid?: boolean;
    by: (admin: Attacker, order: Order) => Promise<string[]>;
    answers: string[];
    /** What is back with the buyer in the end, as a part of what was paid. */
    back: (total: number) => number;
  };
  const cases: Case[] = [
    {
      attack: "a cent more than was taken",
      by: async (admin, o) => [said(await refund(admin, o, o.total + 1))],
      answers: ["422 payments.refund_too_large"],
      back: () => 0,
    },
    {
      attack: "everything, and then a cent",
      by: async (admin, o) => [said(await refund(admin, o, o.total)), said(await refund(admin, o, 1))],
      answers: ["200", "422 payments.refund_too_large"],
      back: (total) => total,
    },
    {
      attack: "everything, once it has been carried out, again",
      by: async (admin, o) => {
        const first = said(await refund(admin, o, o.total));
        await runJobs();
        return [first, said(await refund(admin, o, o.total))];
      },
      answers: ["200", "422 payments.refund_too_large"],
      back: (total) => total,
    },
    {
      attack: "the same refund five times under one key",
      by: async (admin, o) => {
        const key = crypto.randomUUID();
        const replies = [];
        for (let i = 0; i < 5; i++) replies.push(said(await refund(admin, o, 1_000, key)));
        return replies;
      },
      answers: ["200", "200", "200", "200", "200"],
      back: () => 1_000,
    },
    {
      attack: "of an order that nobody paid",
      paid: false,
      by: async (admin, o) => [said(await refund(admin, o, 1))],
      answers: ["409 payments.nothing_captured"],
      back: () => 0,
    },
    {
      attack: "of nothing, of less than nothing, of half a cent, of text",
      by: async (admin, o) => {
        const replies = [];
        for (const amount of [0, -100, 0.5, "100", null, 1e21]) replies.push(said(await refund(admin, o, amount)));
        return replies;
      },
      answers: Array(6).fill("400 bad_request"),
      back: () => 0,
    },
    {
      attack: "by somebody who may not",
      by: async (_, o) => [
        said(await refund(await Attacker.staff("warehouse"), o, 1)),
        said(await refund(new Attacker(), o, 1)),
      ],
      answers: ["403 forbidden", "401 sign_in_required"],
      back: () => 0,
    },
  ];
  it.each(cases)("$attack → $answers", async ({ paid = true, by, answers, back }) => {
    const attacked = await order({ paid });
    expect(await by(await Attacker.staff("admin"), attacked)).toEqual(answers);
    await runJobs();
    const { total, captured, refunded } = await outcomeOf(attacked.orderId);
    expect(refunded).toBe(back(total));
    expect(refunded).toBeLessThanOrEqual(captured);
  });
});

describe("line 32: many refunds at once", () => {
  it.each([
    { at: "20 of a tenth each", parts: 20, share: 0.1, most: 10 },
    { at: "10 of more than half each", parts: 10, share: 0.6, most: 1 },
    { at: "5 of everything", parts: 5, share: 1, most: 1 },
  ])("$at → $most go through, never more than was taken", async ({ parts, share, most }) => {
    const attacked = await order({ paid: true });
    const admin = await Attacker.staff("admin");
    const amount = Math.floor(attacked.total * share);
    const answers = (await Promise.all(Array.from({ length: parts }, () => refund(admin, attacked, amount)))).map(said);
    expect(answers.filter((answer) => answer === "200")).toHaveLength(most);
    expect(new Set(answers)).toEqual(new Set(["200", "422 payments.refund_too_large"]));
    await runJobs();
    const { captured, refunded } = await outcomeOf(attacked.orderId);
    expect(refunded).toBe(amount * most);
    expect(refunded).toBeLessThanOrEqual(captured);
  });

  it("the database refuses what no command would write", async () => {
    const { paymentId } = await order({ paid: true });
    await expect(
      db().$executeRaw`UPDATE payment SET refunded_minor = captured_minor + 1 WHERE id = ${paymentId}`,
    ).rejects.toThrow(/check constraint/);
    await expect(
      db().$executeRaw`UPDATE payment SET captured_minor = amount_minor * 2 WHERE id = ${paymentId}`,
    ).rejects.toThrow(/check constraint/);
  });
});
