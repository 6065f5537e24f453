import { describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { changeOwnProfile } from "./change-profile.ts";
import { chooseMail, endOwnAlert, mailChoices } from "./choose-mails.ts";

async function reader(id: string) {
  const email = `${id}@example.test`;
  await db().user.create({ data: { id, email, name: "Anne", emailVerifiedAt: new Date() } });
  return { by: { userId: id, requestId: `req_${id}` }, email, ip: "192.0.2.1", locale: "fr" };
}

describe("what one hears by mail", () => {
  it("is one line of the log for each consent, with its words, proof and both dates", async () => {
    const me = await reader("usr_m1");
    await chooseMail({ purpose: "newsletter", agreed: true }, me);
    await chooseMail({ purpose: "newsletter", agreed: true }, me);
    expect((await mailChoices(me)).agreed).toEqual(["newsletter"]);
    await chooseMail({ purpose: "newsletter", agreed: false }, me);
    await chooseMail({ purpose: "newsletter", agreed: true }, me);
    const log = await db().consent.findMany({ where: { email: me.email }, orderBy: { givenAt: "asc" } });
    expect(log.map((one) => [one.source, one.withdrawnBy])).toEqual([
      ["account", "unticked"],
      ["account", null],
    ]);
    expect(log[0]).toMatchObject({ wording: expect.stringContaining("nouveautés"), userId: "usr_m1" });
    expect(JSON.stringify(log)).not.toContain("192.0.2.1");
  });

  it("ends one's own alerts only", async () => {
    const [me, other] = [await reader("usr_m2"), await reader("usr_m3")];
    const order = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }] });
    const { variantId, order: of } = await db().salesOrderLine.findFirstOrThrow({
      where: { orderId: order.id },
      include: { order: { select: { channelId: true } } },
    });
    await db().stockAlert.create({
      data: {
        ...{ id: "alr_m", channelId: of.channelId, variantId: variantId ?? "", userId: "usr_m2", email: me.email },
        ...{ locale: "fr", status: "waiting", confirmedAt: new Date() },
      },
    });
    await endOwnAlert("alr_m", other.by);
    expect((await mailChoices(me)).alerts).toMatchObject([{ id: "alr_m", name: expect.any(String) }]);
    await endOwnAlert("alr_m", me.by);
    expect((await mailChoices(me)).alerts).toEqual([]);
  });
});

describe("one's profile", () => {
  it("says the same of the account and the person; a phone that is not given stays", async () => {
    const { by } = await reader("usr_m4");
    await changeOwnProfile({ name: "Anne Roy", locale: "en", phone: "+33 6 00 00 00 00" }, by);
    await changeOwnProfile({ name: "Anne Roy-Petit", locale: "fr" }, by);
    const user = await db().user.findUniqueOrThrow({ where: { id: "usr_m4" }, include: { partner: true } });
    expect(user).toMatchObject({ name: "Anne Roy-Petit", locale: "fr" });
    expect(user.partner).toMatchObject({ name: "Anne Roy-Petit", locale: "fr", phone: "+33 6 00 00 00 00" });
  });
});
