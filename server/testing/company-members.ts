// Members of companies for tests: real accounts, whose rights the shop reads with every request.
import { newId } from "#server/kernel/ids.ts";
import { db } from "#server/platform/db.ts";
import { Attacker, said } from "./attacks/attacker.ts";

let made = 0;
/** Somebody with a proven mailbox, signed in. */
export async function somebody() {
  made += 1;
  const user = await db().user.create({
    data: {
      ...{ id: newId("user"), email: `member${made}@example.com`, name: `Member ${made}`, emailVerifiedAt: new Date() },
      partner: { create: { id: newId("partner"), kind: "person", name: `Member ${made}` } },
    },
  });
  return Object.assign(await Attacker.user(user), { userId: user.id, email: user.email });
}
export type Somebody = Awaited<ReturnType<typeof somebody>>;

/** A company opened by somebody; its id. */
export async function company(founder: Somebody, fields: object = {}): Promise<string> {
  const opened = await founder.mutate<{ id: string }>("account.companies.open", { name: "Maison Test", ...fields });
  if (opened.code !== "ok") throw new Error(`no company: ${said(opened)}`);
  return opened.data.id;
}

/** The token of the latest invitation to an address, out of its mail. */
export async function tokenFor(email: string): Promise<string> {
  const mail = await db().mailMessage.findFirstOrThrow({
    where: { to: email, template: "company_invitation" },
    orderBy: { createdAt: "desc" },
  });
  return /invitation=([\w-]{43})/.exec(mail.text)?.[1] ?? "";
}

/** Somebody new who was invited and joined with these roles, and buys for the company. */
export async function joined(
  admin: Somebody,
  companyId: string,
  roles: string[],
  limits: { orderLimitMinor?: number; monthLimitMinor?: number } = {},
): Promise<Somebody> {
  const who = await somebody();
  await admin.mutate("account.companies.invite", { companyId, email: who.email, roles, ...limits });
  const reply = await who.mutate("account.companies.join", { token: await tokenFor(who.email) });
  if (reply.code !== "ok") throw new Error(`not joined: ${said(reply)}`);
  return who;
}
