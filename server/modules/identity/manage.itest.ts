import { describe, expect, it } from "vitest";
import { inviteUser } from "#server/flows/manage-users/create-user.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { setRoles, setStatus } from "./index.ts";

let made = 0;
async function user(...roles: string[]) {
  made += 1;
  const id = `usr_m${made}`;
  await db().user.create({
    data: { id, email: `m${made}@example.test`, name: "M", staffRoles: { create: roles.map((role) => ({ role })) } },
  });
  return id;
}
const rolesOf = async (userId: string) =>
  (await db().staffRole.findMany({ where: { userId } })).map((r) => r.role).sort();

describe("roles and status", () => {
  it("change for others, with an audit entry and an end to older sessions", async () => {
    const [admin, other] = [await user("admin"), await user("sales")];
    await inTx((tx) => setRoles(tx, { id: other, roles: ["support", "warehouse", "support"] }, { userId: admin }));
    expect(await rolesOf(other)).toEqual(["support", "warehouse"]);
    expect((await db().user.findUniqueOrThrow({ where: { id: other } })).sessionVersion).toBe(2);
    const entry = await db().auditEntry.findFirstOrThrow({ where: { targetId: other, action: "identity.roles.set" } });
    expect(entry).toMatchObject({ actorId: admin, data: { from: ["sales"], to: ["support", "warehouse"] } });
    // the same again changes nothing
    await inTx((tx) => setRoles(tx, { id: other, roles: ["warehouse", "support"] }, { userId: admin }));
    expect((await db().user.findUniqueOrThrow({ where: { id: other } })).sessionVersion).toBe(2);
  });

  it("never one's own", async () => {
    const [admin] = [await user("admin"), await user("admin")];
    const by = { userId: admin };
    await expect(inTx((tx) => setRoles(tx, { id: admin, roles: ["sales"] }, by))).rejects.toMatchObject({
      code: "identity.own_account",
    });
    await expect(inTx((tx) => setStatus(tx, { id: admin, status: "disabled" }, by))).rejects.toMatchObject({
      code: "identity.own_account",
    });
  });

  it("leave an active administrator, even when two remove each other at once", async () => {
    await db().staffRole.deleteMany({ where: { role: "admin" } });
    const [a, b] = [await user("admin"), await user("admin")];
    const results = await Promise.allSettled([
      inTx((tx) => setRoles(tx, { id: b, roles: [] }, { userId: a })),
      inTx((tx) => setStatus(tx, { id: a, status: "disabled" }, { userId: b })),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await db().user.count({ where: { status: "active", staffRoles: { some: { role: "admin" } } } });
    expect(left).toBe(1);
    const last = await db().user.findFirstOrThrow({
      where: { status: "active", staffRoles: { some: { role: "admin" } } },
    });
    await expect(inTx((tx) => setStatus(tx, { id: last.id, status: "disabled" }, bySystem))).rejects.toMatchObject({
      code: "identity.last_admin",
    });
  });

  it("of nobody is not found", async () => {
    const admin = await user("admin");
    await expect(inTx((tx) => setRoles(tx, { id: "usr_none", roles: [] }, { userId: admin }))).rejects.toMatchObject({
      code: "identity.user_not_found",
      kind: "not_found",
    });
  });
});

describe("inviting", () => {
  it("makes the user without a password and mails one link", async () => {
    const id = await inviteUser({ email: "new@staff.test", name: "New", roles: ["warehouse"] }, bySystem);
    const made = await db().user.findUniqueOrThrow({ where: { id } });
    expect(made).toMatchObject({
      passwordHash: null,
      emailVerifiedAt: null,
      partnerId: expect.stringMatching(/^par_/),
    });
    expect(await db().mailMessage.count({ where: { to: "new@staff.test", template: "invitation" } })).toBe(1);
  });

  it("refuses an address that has an account, and leaves nothing behind", async () => {
    await inviteUser({ email: "twice@staff.test", name: "A", roles: [] }, bySystem);
    const before = await db().partner.count();
    await expect(
      inviteUser({ email: "twice@staff.test", name: "B", roles: ["admin"] }, bySystem),
    ).rejects.toMatchObject({
      code: "identity.email_taken",
    });
    expect(await db().partner.count()).toBe(before);
  });
});
