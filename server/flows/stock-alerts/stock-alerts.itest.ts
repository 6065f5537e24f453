import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { showStopPage, stopAlertInOneClick } from "#server/api/stop-alert.ts";
import { newId } from "#server/kernel/ids.ts";
import { alertToken, forgetAlerts, turnHours } from "#server/modules/crm/index.ts";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { confirmByLink, stopByLink } from "./answer-alert.ts";
import { askForAlert } from "./ask-alert.ts";
import { serveAlerts } from "./serve-alerts.ts";

const hour = 3_600_000;
let people = 0;
const someone = () => `waiter${++people}@example.test`;
const alertsOf = (email: string) => db().stockAlert.findMany({ where: { email }, orderBy: { id: "asc" } });
const mailsTo = (to: string, template?: string) =>
  db().mailMessage.findMany({ where: { to, ...(template && { template }) }, orderBy: { id: "asc" } });
const told = async (...emails: string[]) =>
  (
    await db().mailMessage.findMany({ where: { to: { in: emails }, template: "stock_back" }, orderBy: { id: "asc" } })
  ).map((mail) => mail.to);
const bring = (variantId: string, quantity: number) =>
  inTx((tx) => receive(tx, [{ variantId, locationCode: "WH-LYON", quantity }], bySystem));

/** Asks as a guest and answers the mail. */
async function waiter(variantId: string, at = new Date()): Promise<string> {
  const email = someone();
  await askForAlert({ variantId, email }, { actor: guestActor, ip: email, locale: "fr", channelCode: "web" }, at);
  const [alert] = await alertsOf(email);
  await confirmByLink(alertToken(alert?.id ?? ""), "fr", at);
  return email;
}

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_alert_tests";
  resetEnv();
  await demoShop();
}, 60_000);
afterAll(() => sandbox.close());

describe("asking", () => {
  it("mails a guest one link and nothing else until it is used, and one mail when goods are back", async () => {
    const { variantId } = await article({ stock: 0 });
    const email = someone();
    const guest = shopper();
    for (let i = 0; i < 3; i++) {
      expect(await guest.api.shop.alerts.ask({ variantId, email })).toEqual({ state: "confirm" });
    }
    await bring(variantId, 2);
    await runJobs();
    expect((await mailsTo(email)).map((mail) => [mail.template, mail.status])).toEqual([["alert_confirm", "sent"]]);
    const [alert, ...more] = await alertsOf(email);
    expect([alert?.status, more]).toEqual(["pending", []]);

    const token = alertToken(alert?.id ?? "");
    expect((await mailsTo(email))[0]?.html).toContain(token);
    for (let i = 0; i < 2; i++) await guest.api.shop.alerts.confirm({ token });
    await runJobs();
    await bring(variantId, 5);
    await runJobs();
    const [back, ...again] = await mailsTo(email, "stock_back");
    expect(again).toEqual([]);
    expect(back).toMatchObject({ status: "sent", stopUrl: expect.stringContaining(token) });
    expect(back?.text).toMatch(/\/products\/test-[\w-]+\?sku=T-/);
  });

  it("answers the same whatever is true of the address, and mails the same", async () => {
    const { variantId } = await article({ stock: 0 });
    const [known, fresh] = [await waiter(variantId), someone()];
    const account = await db().user.findFirstOrThrow({ where: { status: "active" } });
    const later = new Date(Date.now() + hour);
    for (const email of [known, fresh, account.email]) {
      const asker = { actor: guestActor, ip: email, locale: "en", channelCode: "web" } as const;
      expect(await askForAlert({ variantId, email }, asker, later)).toEqual({ state: "confirm" });
      expect((await mailsTo(email, "alert_confirm")).at(-1)?.locale).toBe("en");
    }
    expect((await alertsOf(known)).map((alert) => alert.status)).toEqual(["waiting"]);
  });

  it("takes the proven mailbox of whoever is signed in at its word, and no other", async () => {
    const { variantId } = await article({ stock: 0 });
    const [id, own] = [newId("user"), someone()];
    const user = await db().user.create({ data: { id, email: own, name: "Anne", emailVerifiedAt: new Date() } });
    const actor = {
      ...guestActor,
      userId: user.id,
      email: user.email,
      emailVerified: true,
      roles: ["customer" as const],
    };
    const { api } = shopper(actor);
    expect(await api.shop.alerts.ask({ variantId, email: someone() })).toEqual({ state: "confirm" });
    expect(await api.shop.alerts.ask({ variantId, email: user.email })).toEqual({ state: "waiting" });
    expect(await mailsTo(user.email, "alert_confirm")).toEqual([]);
    const { product } = await db().variant.findUniqueOrThrow({ where: { id: variantId }, select: { product: true } });
    expect(await api.shop.alerts.mine({ slug: product.slug })).toEqual({ email: user.email, variantIds: [variantId] });
    expect(await shopper().api.shop.alerts.mine({ slug: product.slug })).toEqual({ email: null, variantIds: [] });
    const unproven = shopper({ ...actor, emailVerified: false });
    expect(await unproven.api.shop.alerts.ask({ variantId, email: user.email })).toEqual({ state: "confirm" });
  });

  it("is refused for what may be ordered, for what is not sold, and too often", async () => {
    const { api } = shopper();
    const there = await article({ stock: 1 });
    await expect(api.shop.alerts.ask({ variantId: there.variantId, email: someone() })).rejects.toMatchObject({
      cause: { code: "crm.orderable_now" },
    });
    const hidden = await article({ stock: 0 });
    await db().product.updateMany({
      where: { variants: { some: { id: hidden.variantId } } },
      data: { status: "draft" },
    });
    for (const variantId of ["var_none", hidden.variantId]) {
      await expect(api.shop.alerts.ask({ variantId, email: someone() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const victim = someone();
    const tries = [];
    for (let i = 0; i < 7; i++) {
      const { variantId } = await article({ stock: 0 });
      tries.push(
        await shopper()
          .api.shop.alerts.ask({ variantId, email: victim })
          .then(
            () => "ok",
            (e) => e.code,
          ),
      );
    }
    expect(tries).toEqual([...Array(5).fill("ok"), "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS"]);
  });
});

describe("goods that are back", () => {
  it("are told to as many as there are pieces, oldest first, and to the next when a turn has passed", async () => {
    const { variantId } = await article({ stock: 0 });
    const start = Date.now();
    const [a = "", b = "", c = ""] = [
      await waiter(variantId, new Date(start)),
      await waiter(variantId, new Date(start + 1)),
      await waiter(variantId, new Date(start + 2)),
    ];
    await bring(variantId, 1);
    await runJobs();
    expect(await told(a, b, c)).toEqual([a]);
    expect(await serveAlerts([variantId])).toBe(0);
    const next = new Date(Date.now() + (turnHours + 1) * hour);
    expect(await serveAlerts(null, next)).toBe(1);
    expect(await told(a, b, c)).toEqual([a, b]);
  });

  it("bought by whoever was told, the next piece is the next one's at once", async () => {
    const { variantId } = await article({ stock: 0 });
    const [a = "", b = ""] = [await waiter(variantId), await waiter(variantId)];
    await bring(variantId, 1);
    await runJobs();
    expect(await told(a, b)).toEqual([a]);
    const buyer = shopper();
    await buyer.api.shop.cart.add({ variantId, quantity: 1 });
    await buyer.order({ email: a, paymentMethod: "transfer" });
    await runJobs();
    expect(await told(a, b)).toEqual([a]);
    await bring(variantId, 1);
    await runJobs();
    expect(await told(a, b)).toEqual([a, b]);
  });

  it("are told once to each, however many look at the same moment", async () => {
    const { variantId } = await article({ stock: 0 });
    const all: string[] = [];
    for (let i = 0; i < 5; i++) all.push(await waiter(variantId, new Date(Date.now() + i)));
    await bring(variantId, 3);
    const counts = await Promise.all(Array.from({ length: 5 }, () => serveAlerts([variantId])));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect((await told(...all)).sort()).toEqual(all.slice(0, 3).sort());
    await runJobs();
    expect(await told(...all)).toHaveLength(3);
  });
});

describe("the links", () => {
  it("stop an alert for good, also by one click of a mail program", async () => {
    const { variantId } = await article({ stock: 0 });
    const [a, b] = [await waiter(variantId), await waiter(variantId)];
    const tokenOf = async (email: string) => alertToken((await alertsOf(email))[0]?.id ?? "");
    expect(await stopByLink(await tokenOf(a), "en")).toMatchObject({ slug: expect.stringContaining("test-") });
    await expect(confirmByLink(await tokenOf(a), "en")).rejects.toMatchObject({ code: "crm.alert_link_invalid" });
    const at = (token: string) => `https://shop.test/api/stock-alerts/stop?token=${token}&locale=en`;
    const click = async (token: string) =>
      (await stopAlertInOneClick(new Request(at(token), { method: "POST" }))).status;
    const token = await tokenOf(b);
    expect([await click(token), await click(token)]).toEqual([204, 204]);
    expect([await click(`${token.slice(0, -1)}_`), await click("alr_x.y")]).toEqual([404, 404]);
    expect(showStopPage(new Request(at(token))).headers.get("location")).toMatch(`/en/stock-alert/stop#${token}`);
    await bring(variantId, 5);
    await runJobs();
    expect(await told(a, b)).toEqual([]);
  });

  it("open nothing after a week, and what is over forgets the address after two", async () => {
    const { variantId } = await article({ stock: 0 });
    const [stopped, pending] = [await waiter(variantId), someone()];
    const asker = { actor: guestActor, ip: pending, locale: "fr", channelCode: "web" } as const;
    await askForAlert({ variantId, email: pending }, asker);
    const id = (await alertsOf(pending))[0]?.id ?? "";
    await stopByLink(alertToken((await alertsOf(stopped))[0]?.id ?? ""), "fr");
    const days = (n: number) => new Date(Date.now() + n * 24 * hour);
    await forgetAlerts(db(), days(6));
    expect([(await alertsOf(pending)).length, (await alertsOf(stopped)).length]).toEqual([1, 1]);
    await expect(confirmByLink(alertToken(id), "fr", days(8))).rejects.toMatchObject({
      code: "crm.alert_link_invalid",
    });
    await forgetAlerts(db(), days(15));
    expect([(await alertsOf(pending)).length, (await alertsOf(stopped)).length]).toEqual([0, 0]);
    const counted = shopper({ ...guestActor, userId: "usr_x", roles: ["catalogue"] });
    const { productId } = await db().variant.findUniqueOrThrow({ where: { id: variantId } });
    const [row] = await counted.api.admin.products.alerts({ id: productId });
    expect(row).toMatchObject({ variantId, waiting: 0, served: 0 });
  });
});
