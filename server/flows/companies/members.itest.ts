import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { said } from "#server/testing/attacks/attacker.ts";
import { company, joined, type Somebody, somebody, tokenFor } from "#server/testing/company-members.ts";
import { demoShop } from "#server/testing/demo-shop.ts";

const rolesIn = async (userId: string, partnerId: string) =>
  (await db().membership.findMany({ where: { userId, partnerId }, orderBy: { role: "asc" } })).map((m) => m.role);

beforeAll(async () => {
  await demoShop();
}, 60_000);

describe("a company's account", () => {
  it("is opened with every role for its founder, who buys for it, and with what the register says of its number", async () => {
    const founder = await somebody();
    const id = await company(founder, { vatNumber: "BE 0428.759.497" });
    const { data } = await founder.query<{ vatNumber: string; vatStatus: string; roles: string[] }>(
      "account.companies.get",
      { companyId: id },
    );
    expect(data).toMatchObject({
      vatNumber: "BE0428759497",
      roles: expect.arrayContaining(["administrator", "buyer"]),
    });
    expect(["valid", "invalid", "unchecked"]).toContain(data.vatStatus);
    expect((await founder.query("account.companies.list")).data).toMatchObject([{ id, active: true }]);
    expect(said(await founder.mutate("account.companies.open", { name: "X", vatNumber: "BE0000000001" }))).toBe(
      "400 bad_request",
    );
    expect(said(await founder.mutate("account.companies.open", { name: "Autre", vatNumber: "BE0428759498" }))).toBe(
      "400 tax.vat_number_malformed",
    );
  });

  it("mails an invitation that only its own address can accept, and only once", async () => {
    const [admin, guest, thief] = [await somebody(), await somebody(), await somebody()];
    const companyId = await company(admin);
    const invite = (email: string) => admin.mutate("account.companies.invite", { companyId, email, roles: ["buyer"] });
    // An address with an account and one without get the same answer.
    const [known, unknown] = [await invite(guest.email), await invite("nobody@example.com")];
    expect([known.status, known.data]).toEqual([unknown.status, unknown.data]);
    const token = await tokenFor(guest.email);
    expect(await db().companyInvitation.count({ where: { tokenHash: { contains: token } } })).toBe(0);
    expect(said(await thief.query("account.companies.invitation", { token }))).toBe("404 companies.invitation_invalid");
    expect(said(await thief.mutate("account.companies.join", { token }))).toBe("404 companies.invitation_invalid");
    const clicks = await Promise.all([1, 2].map(() => guest.mutate("account.companies.join", { token })));
    expect(clicks.map(said).sort()).toEqual(["200", "404 companies.invitation_invalid"]);
    expect(await rolesIn(guest.userId, companyId)).toEqual(["buyer"]);
  });

  it("lets an invitation end with its days, with a newer one, and when it is taken back", async () => {
    const [admin, guest] = [await somebody(), await somebody()];
    const companyId = await company(admin);
    const invite = async () => {
      await admin.mutate("account.companies.invite", { companyId, email: guest.email, roles: ["buyer"] });
      return tokenFor(guest.email);
    };
    const join = async (token: string) => said(await guest.mutate("account.companies.join", { token }));
    const first = await invite();
    const second = await invite();
    expect(await join(first)).toBe("404 companies.invitation_invalid");
    await db().companyInvitation.updateMany({
      where: { closedAt: null, partnerId: companyId },
      data: { createdAt: new Date(Date.now() - 9e8), expiresAt: new Date(Date.now() - 1000) },
    });
    expect(await join(second)).toBe("404 companies.invitation_invalid");
    const third = await invite();
    const { data } = await admin.query<{ invitations: { id: string }[] }>("account.companies.get", { companyId });
    await admin.mutate("account.companies.revokeInvitation", { companyId, invitationId: data.invitations[0]?.id });
    expect(await join(third)).toBe("404 companies.invitation_invalid");
    expect(await rolesIn(guest.userId, companyId)).toEqual([]);
  });

  it("keeps strangers out and members to their roles", async () => {
    const [admin, stranger] = [await somebody(), await somebody()];
    const companyId = await company(admin);
    const buyer = await joined(admin, companyId, ["buyer"]);
    const changes: [string, object][] = [
      ["invite", { companyId, email: "x@example.com", roles: ["administrator"] }],
      ["setMember", { companyId, userId: buyer.userId, roles: ["buyer", "administrator"] }],
      ["setSettings", { companyId, version: 1, referenceRequired: true, ownApproval: true }],
      ["removeMember", { companyId, userId: admin.userId }],
    ];
    for (const [verb, input] of changes) {
      expect(said(await buyer.mutate(`account.companies.${verb}`, input)), verb).toBe("403 companies.role_missing");
      expect(said(await stranger.mutate(`account.companies.${verb}`, input)), verb).toBe(
        "404 companies.company_not_found",
      );
    }
    expect(said(await stranger.query("account.companies.get", { companyId }))).toBe("404 companies.company_not_found");
    expect(said(await stranger.mutate("account.companies.actFor", { companyId }))).toBe(
      "404 companies.company_not_found",
    );
    // A member who is no administrator reads of nobody but themselves.
    const { data } = await buyer.query<{ members: { email: string }[] }>("account.companies.get", { companyId });
    expect(data.members.map((m) => m.email)).toEqual([buyer.email]);
    // Roles and limits that do not exist, and fields that nobody asked for.
    for (const roles of [["owner"], [], "buyer"]) {
      const reply = await admin.mutate("account.companies.setMember", { companyId, userId: buyer.userId, roles });
      expect(said(reply)).toBe("400 bad_request");
    }
    expect(await rolesIn(buyer.userId, companyId)).toEqual(["buyer"]);
  });

  it("loses a member at once, and never its last administrator", async () => {
    const admin = await somebody();
    const companyId = await company(admin);
    const other = await joined(admin, companyId, ["administrator", "approver"]);
    const remove = (who: Somebody, userId: string) =>
      who.mutate("account.companies.removeMember", { companyId, userId });
    // Both remove each other at the same moment: one administrator stays.
    const both = await Promise.all([remove(admin, other.userId), remove(other, admin.userId)]);
    expect(both.filter((reply) => reply.code === "ok")).toHaveLength(1);
    const [left, gone] = both[0]?.code === "ok" ? [admin, other] : [other, admin];
    expect(said(await gone.query("account.companies.get", { companyId }))).toBe("404 companies.company_not_found");
    expect((await gone.query("account.companies.list")).data).toEqual([]);
    expect(said(await remove(left, left.userId))).toBe("409 companies.last_administrator");
    const demote = await left.mutate("account.companies.setMember", {
      companyId,
      userId: left.userId,
      roles: ["buyer"],
    });
    expect(said(demote)).toBe("409 companies.last_administrator");
    expect(await rolesIn(left.userId, companyId)).toContain("administrator");
  });

  it("shows settings that somebody else changed meanwhile", async () => {
    const admin = await somebody();
    const companyId = await company(admin);
    const set = (version: number) =>
      admin.mutate("account.companies.setSettings", {
        companyId,
        version,
        referenceRequired: true,
        ownApproval: false,
      });
    expect(said(await set(1))).toBe("200");
    const late = await set(1);
    expect([said(late), late.details]).toEqual(["409 companies.settings_changed", { version: 2 }]);
  });
});
