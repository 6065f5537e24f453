import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { type Actor, guestActor } from "./actor.ts";
import { permissions } from "./permissions.ts";
import type { MembershipRole } from "./roles.ts";
import { everything, nothing, ownedBy, type Scope, scopeFor, seenBy } from "./scope.ts";

const somebody: Actor = { ...guestActor, userId: "usr_nobody", roles: ["customer"] };

describe("line 3: lists that come out empty", () => {
  beforeAll(async () => {
    await db().user.create({ data: { id: "usr_somebody", email: "somebody@example.test", name: "S" } });
    // One of a guest, one of somebody.
    await makeOrder();
    await makeOrder({ userId: "usr_somebody" });
  });

  const empty: [string, Scope][] = [
    ["nothing", nothing],
    ["nobody and no company", { all: false, userId: null, partnerIds: [], memberOf: [] }],
    ["somebody without a record", { all: false, userId: "usr_nobody", partnerIds: [] }],
  ];
  it.each(empty)("%s sees no order, wherever the condition is put", async (_, scope) => {
    for (const owned of [ownedBy(scope), seenBy(scope)]) {
      for (const where of [
        owned,
        { AND: [owned] },
        { AND: [{}, owned] },
        { OR: [owned] },
        { AND: [{ OR: [owned] }] },
      ]) {
        expect(await db().salesOrder.count({ where }), JSON.stringify(where)).toBe(0);
      }
    }
    expect(await db().salesOrder.count({ where: ownedBy(everything) })).toBe(2);
  });

  it("no roles grant nothing under any permission", () => {
    for (const permission of permissions) expect(scopeFor({ ...somebody, roles: [] }, permission)).toEqual(nothing);
  });

  it("a membership without a role that sees all sees what its member made, and of no other company", () => {
    const roles = ["buyer", "ghost" as MembershipRole];
    for (const role of roles as MembershipRole[]) {
      const memberships = [{ partnerId: "par_company", role }];
      for (const permission of ["account.order.own", "account.invoice.own", "account.quote.own"] as const) {
        expect(scopeFor({ ...somebody, memberships }, permission)).toEqual({
          ...{ all: false, userId: "usr_nobody", partnerIds: [], memberOf: ["par_company"] },
        });
      }
    }
    expect(scopeFor(somebody, "account.order.own")).toEqual({ all: false, userId: "usr_nobody", partnerIds: [] });
  });
});
