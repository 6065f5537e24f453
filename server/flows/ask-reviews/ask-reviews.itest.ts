import { beforeAll, describe, expect, it } from "vitest";
import { showStopPage, stopRequestsInOneClick } from "#server/api/stop-requests.ts";
import { forgetRequests, requestToken } from "#server/modules/reviews/index.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import { deliverOrder } from "#server/testing/send-order.ts";
import { shopper } from "#server/testing/shoppers.ts";
import { sendRequests } from "./send-requests.ts";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const due = () => inDays(11);
let people = 0;
const someone = () => `reader${++people}@example.test`;
const mailsTo = (to: string) => db().mailMessage.findMany({ where: { to, template: "review_request" } });
const consentsOf = (email: string) => db().consent.findMany({ where: { email }, orderBy: { id: "asc" } });

/** A buyer who got an order, and ticked the box unless said otherwise. */
async function buyer(options: { email?: string; agreed?: boolean; arrived?: boolean } = {}) {
  const { email = someone(), agreed = true, arrived = true } = options;
  const order = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }], email });
  if (arrived) await deliverOrder(order.id);
  const token = orderAccessToken(order.id);
  const { api } = shopper();
  if (agreed) await api.shop.reviews.agree({ token, agreed });
  return { ...order, email, token, api, line: order.lines[0]?.id ?? "" };
}
const requestOf = (orderId: string) => db().reviewRequest.findUniqueOrThrow({ where: { orderId } });

beforeAll(async () => {
  await testShop();
});

describe("consent to be asked for reviews", () => {
  it("is one line of the one log, with its words and proof, and both dates stay when it is withdrawn", async () => {
    const { api, token, email, id } = await buyer();
    await api.shop.reviews.agree({ token, agreed: true });
    const [given, ...more] = await consentsOf(email);
    expect(more).toEqual([]);
    expect(given).toMatchObject({
      ...{ purpose: "review_request", source: "order", wordingVersion: 1, withdrawnAt: null },
      wording: expect.stringContaining("mon avis par e-mail"),
      proof: { orderId: id, requestId: expect.any(String), network: expect.any(String) },
    });
    expect((await api.shop.reviews.ofOrder({ token })).agreed).toBe(true);
    await api.shop.reviews.agree({ token, agreed: false });
    expect((await consentsOf(email)).map((each) => each.withdrawnBy)).toEqual(["unticked"]);
    expect((await api.shop.reviews.ofOrder({ token })).agreed).toBe(false);
  });
});

describe("the request", () => {
  it("comes once for an order, the channel's days after it arrived, however often and from where it is sent", async () => {
    const { email, id, token } = await buyer();
    await sendRequests(inDays(9));
    expect(await mailsTo(email)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => sendRequests(due())));
    await sendRequests(inDays(30));
    const [mail, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    expect(mail?.html).toContain(`/fr/order/${token}/reviews`);
    const { id: requestId } = await requestOf(id);
    expect(mail?.stopUrl).toBe(
      `${env().PUBLIC_URL}/api/review-requests/stop?token=${requestToken(requestId)}&locale=fr`,
    );
  });

  it("never comes without the box, before everything arrived, after a review, too late, or where the channel wants none", async () => {
    const unticked = await buyer({ agreed: false });
    const onItsWay = await buyer({ arrived: false });
    const written = await buyer();
    const said = { stars: 5, title: "", text: "Une belle pièce, solide et douce.", displayName: "Anne" };
    await written.api.shop.reviews.write({
      ...{ token: written.token, orderLineId: written.line, language: "fr" as const },
      ...said,
    });
    const withdrawn = await buyer();
    await withdrawn.api.shop.reviews.agree({ token: withdrawn.token, agreed: false });
    await db().channel.update({ where: { code: "test" }, data: { reviewAskDays: null } });
    const off = await buyer();
    await sendRequests(due());
    expect(await mailsTo(off.email)).toEqual([]);
    await db().channel.update({ where: { code: "test" }, data: { reviewAskDays: 10 } });
    await sendRequests(inDays(61));
    expect(await mailsTo(off.email)).toEqual([]);
    await sendRequests(due());
    expect(await mailsTo(off.email)).toHaveLength(1);
    for (const { email } of [unticked, onItsWay, written, withdrawn]) expect(await mailsTo(email)).toEqual([]);
  });

  it("comes to one mailbox at most once in a week; what waits comes after it", async () => {
    const email = someone();
    await buyer({ email });
    await buyer({ email });
    await sendRequests(due());
    expect(await mailsTo(email)).toHaveLength(1);
    await sendRequests(inDays(19));
    expect(await mailsTo(email)).toHaveLength(2);
  });
});

describe("its stop link", () => {
  it("ends them all in one press, and in one click of a mail program; another's proof ends nothing", async () => {
    const email = someone();
    const first = await buyer({ email });
    await sendRequests(due());
    await buyer({ email });
    const { id } = await requestOf(first.id);
    const token = requestToken(id);
    const url = "http://shop.test/api/review-requests/stop?locale=en&token=";
    const post = (given: string) => stopRequestsInOneClick(new Request(`${url}${given}`, { method: "POST" }));
    expect((await post(`${id}.${"A".repeat(43)}`)).status).toBe(404);
    for (let i = 0; i < 2; i++) expect((await post(token)).status).toBe(204);
    await shopper().api.shop.reviews.stopRequests({ token });
    expect((await consentsOf(email)).map((each) => each.withdrawnBy)).toEqual(["one_click"]);
    await sendRequests(inDays(25));
    expect(await mailsTo(email)).toHaveLength(1);
    expect(showStopPage(new Request(`${url}${token}`)).headers.get("location")).toBe(
      `${env().PUBLIC_URL}/en/reviews/stop#${token}`,
    );
    await forgetRequests(db(), inDays(10));
    expect((await requestOf(first.id)).email).toBe(email);
    await forgetRequests(db(), inDays(75));
    expect((await requestOf(first.id)).email).toBeNull();
  });
});
