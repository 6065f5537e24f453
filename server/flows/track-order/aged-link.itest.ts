// A guest's link ages: a month after its order closed it opens nothing by itself, and again with a code from the mailbox.
import { describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { plainContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { freshAccessToken, linkDays, orderAccessToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { openConfirmationByToken } from "../documents/open-document.ts";
import { openByCode, sendOrderCode } from "./order-code.ts";
import { orderDetailByToken } from "./order-detail.ts";
import { requestOrderLink } from "./request-order-link.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "open",
    (error: { code?: string; cause?: { code?: string } }) => error.cause?.code ?? error.code ?? String(error),
  );
const guest = createCallerFactory(appRouter)(plainContext({ actor: guestActor }));
const dayMs = 86_400_000;

/** An order that closed so many days ago, and its link. */
async function closed(daysAgo: number) {
  const order = await makeOrder();
  const closedAt = new Date(Date.now() - daysAgo * dayMs);
  await db().salesOrder.update({ where: { id: order.id }, data: { status: "completed", closedAt } });
  return { ...order, token: orderAccessToken(order.id) };
}
async function mailedCode(order: { id: string; number: string }) {
  const mail = await db().mailMessage.findFirstOrThrow({
    where: { template: "order_code", text: { contains: order.number } },
    orderBy: { createdAt: "desc" },
  });
  return /\b[0-9]{6}\b/.exec(mail.subject)?.[0] ?? "";
}

describe("line 2: a guest's link that ages", () => {
  it("opens by itself for a month, then only with a code, wherever it is used", async () => {
    const young = await closed(linkDays - 1);
    expect(await codeOf(orderDetailByToken(db(), young.token))).toBe("open");
    const { token, version } = { ...(await closed(linkDays + 1)), version: 1 };
    const doors = [
      orderDetailByToken(db(), token),
      openConfirmationByToken(db(), token),
      guest.shop.order.byToken({ token }),
      guest.shop.order.payDifference({ token }),
      guest.shop.order.offerAccount({ token }),
      guest.shop.orderChanges.get({ token }),
      guest.shop.orderChanges.cancel({ token, version }),
    ];
    expect(new Set(await Promise.all(doors.map(codeOf)))).toEqual(new Set(["sales.order_link_aged"]));
  });

  it("opens for a day by a code that was mailed, once; the proof is of that order alone", async () => {
    const [order, other] = [await closed(60), await closed(60)];
    const now = new Date();
    await sendOrderCode(order, "198.51.100.1", now);
    await sendOrderCode(order, "198.51.100.1", now);
    expect(await db().mailMessage.count({ where: { template: "order_code", text: { contains: order.number } } })).toBe(
      1,
    );
    const code = await mailedCode(order);
    const fresh = await openByCode({ token: order.token, code }, "198.51.100.1", now);
    expect(await codeOf(orderDetailByToken(db(), fresh))).toBe("open");
    expect(await codeOf(openConfirmationByToken(db(), fresh))).toBe("open");
    expect(await codeOf(openByCode({ token: order.token, code }, "198.51.100.1", now))).toBe("sales.order_code_wrong");
    const tomorrow = { now: () => new Date(now.getTime() + 1.1 * dayMs) };
    expect(await codeOf(orderDetailByToken(db(), fresh, tomorrow))).toBe("sales.order_link_aged");
    const stolen = [other.token, ...fresh.split(".").slice(1)].join(".");
    expect(await codeOf(orderDetailByToken(db(), stolen))).toBe("sales.order_link_aged");
    const early = freshAccessToken(other.id, new Date(now.getTime() + dayMs));
    expect(await codeOf(orderDetailByToken(db(), early))).toBe("sales.order_link_aged");
  });

  it("tells nobody whether a link is one, and counts tries", async () => {
    const order = await closed(60);
    const unknown = "x".repeat(43);
    const now = new Date();
    await sendOrderCode(order, "198.51.100.2", now);
    expect(await codeOf(sendOrderCode({ token: unknown }, "198.51.100.2", now))).toBe("open");
    const code = await mailedCode(order);
    const guess = code === "000000" ? "000001" : "000000";
    for (const token of [unknown, order.token]) {
      const tries: string[] = [];
      for (let i = 0; i < 6; i++) tries.push(await codeOf(openByCode({ token, code: guess }, `203.0.113.${i}`, now)));
      expect(tries).toEqual([...Array(5).fill("sales.order_code_wrong"), "too_many_requests"]);
    }
    // Out of tries, also for the right one.
    expect(await codeOf(openByCode({ token: order.token, code }, "203.0.113.9", now))).toBe("too_many_requests");
    const later = new Date(now.getTime() + 25 * 60_000);
    const late = await closed(60);
    await sendOrderCode(late, "198.51.100.3", now);
    const old = { token: late.token, code: await mailedCode(late) };
    expect(await codeOf(openByCode(old, "203.0.113.10", later))).toBe("sales.order_code_wrong");
  });

  it("that is asked for by number and e-mail opens an old order too: it came to its mailbox", async () => {
    const order = await closed(90);
    const { email } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    await requestOrderLink({ number: order.number, email });
    await runJobs();
    const mail = await db().mailMessage.findFirstOrThrow({
      where: { template: "order_link", text: { contains: order.number } },
    });
    const token = /\/order\/([\w.-]+)/.exec(mail.text)?.[1] ?? "";
    expect(await codeOf(orderDetailByToken(db(), token))).toBe("open");
  });
});
