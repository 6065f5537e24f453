import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { channelByCode } from "./index.ts";

beforeAll(async () => {
  await demoShop();
});

const codesOf = async (ids: readonly string[]) => {
  const rows = await db().location.findMany({ where: { id: { in: [...ids] } }, select: { id: true, code: true } });
  return ids.map((id) => rows.find((row) => row.id === id)?.code);
};

describe("a channel", () => {
  it("names its terms and its locations by priority, in one statement", async () => {
    let statements = 0;
    db().$on("query", () => statements++);
    const web = await channelByCode(db(), "web");
    expect(statements).toBe(1);
    expect(web).toMatchObject({ code: "web", kind: "web", currency: "EUR", taxIncluded: true, holdMinutes: 30 });
    expect(await codesOf(web.locationIds)).toEqual(["WH-LYON", "WH-NANTES", "ST-PARIS", "ST-BORDEAUX"]);
    expect(await codesOf((await channelByCode(db(), "pos")).locationIds)).toEqual(["ST-PARIS", "ST-BORDEAUX"]);
  });

  it("no longer sells from a closed location", async () => {
    await db().location.update({ where: { code: "WH-LYON" }, data: { active: false } });
    expect(await codesOf((await channelByCode(db(), "web")).locationIds)).not.toContain("WH-LYON");
  });

  it("is not found when unknown or switched off", async () => {
    const missing = { code: "channels.channel_not_found", kind: "not_found" };
    await expect(channelByCode(db(), "fax")).rejects.toMatchObject(missing);
    await db().channel.update({ where: { code: "rep" }, data: { active: false } });
    await expect(channelByCode(db(), "rep")).rejects.toMatchObject(missing);
  });
});
