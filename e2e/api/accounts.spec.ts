// Accounts, tried as a program tries them.
import { ApiVisitor, apiAs } from "../support/api.ts";
import { freshEmail } from "../support/goods.ts";
import { newCustomer, somePassword } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("line 5: sign-in, registration and reset tell nobody which addresses exist", async () => {
  const known = (await newCustomer("Luc Blanc")).email;
  const unknown = freshEmail("nobody");
  const guest = new ApiVisitor();
  const said = async (email: string) => ({
    link: await guest.tryMutate("auth.requestLink", { email }),
    reset: await guest.tryMutate("auth.requestPasswordReset", { email }),
    register: await guest.tryMutate("auth.register", { email, name: "Anne", password: somePassword, locale: "fr" }),
    lookup: await guest.tryMutate("shop.order.lookup", { number: "SO-2026-000001", email }),
    signIn: await (await guest.signIn({ email, password: "not the password" })).json(),
  });
  expect(await said(known)).toEqual(await said(unknown));
});

test("a stranger's session reads no other account", async () => {
  const one = await newCustomer("Ana Roy");
  const guest = new ApiVisitor();
  expect((await guest.tryQuery("account.profile.me")).status).toBe(401);
  const me = await one.api.query<{ email: string; isStaff: boolean }>("account.profile.me");
  expect(me).toMatchObject({ email: one.email, isStaff: false });
  const extra = await one.api.tryMutate("account.profile.update", {
    name: "Ana Roy",
    locale: "fr",
    email: "x@example.com",
  });
  expect(extra.status).toBe(400);
});

test("nobody changes their own roles", async () => {
  const admin = await apiAs("admin");
  const me = await admin.query<{ id: string }>("account.profile.me");
  const answer = await admin.tryMutate("admin.users.setRoles", { id: me.id, roles: ["sales"] });
  expect(answer).toMatchObject({ wire: { code: "identity.own_account" } });
  expect((await new ApiVisitor().tryMutate("admin.users.setRoles", { id: me.id, roles: ["admin"] })).status).toBe(401);
});
