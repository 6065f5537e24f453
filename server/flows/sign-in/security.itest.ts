import { encode } from "next-auth/jwt";
import { beforeEach, describe, expect, it } from "vitest";
import { isStaff } from "#server/access/actor.ts";
import { actorOfSession } from "#server/auth/read-session.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import { hashPassword, liveSessions, setSignInPolicy } from "#server/modules/identity/index.ts";
import { codeAt, stepOf } from "#server/modules/identity/totp.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { beginSession, endOwnSession } from "./begin-session.ts";
import { confirmEmailChange, requestEmailChange, undoEmailChange } from "./change-email.ts";
import { changeOwnPassword } from "./change-password.ts";
import { requestLink } from "./request-link.ts";
import { activateOwnFactor, beginOwnFactor, removeOwnFactor, resetFactorOf } from "./second-factor.ts";
import { signInWithLink } from "./with-link.ts";
import { signInWithPassword } from "./with-password.ts";

const password = "a long enough password";
const hash = hashPassword(password);
const clock = fixedClock(new Date());
const code = (wanted: string) => expect.objectContaining({ code: wanted });
const nobody = { by: bySystem, sessionId: undefined };

let made = 0;
async function person(changes: { passwordHash?: null; roles?: string[] } = {}) {
  made += 1;
  const email = `owner${made}@example.test`;
  const user = await db().user.create({
    data: {
      id: `usr_s${made}`,
      email,
      name: "Camille Roy",
      emailVerifiedAt: new Date(),
      passwordHash: changes.passwordHash === null ? null : await hash,
      partner: { create: { id: `par_s${made}`, kind: "person", name: "Camille Roy", email } },
      staffRoles: { create: (changes.roles ?? []).map((role) => ({ role })) },
    },
  });
  const session = await open(user.id);
  const me = { by: { userId: user.id }, email, ip: "192.0.2.7", sessionId: session.id, locale: "fr" };
  return { ...user, me, session };
}

async function open(userId: string, token = "d".repeat(43)) {
  const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const device = { token, userAgent: "Mozilla/5.0 (X11; Linux) Firefox/145.0", ip: "203.0.113.77" };
  const id = await beginSession({ userId, sessionVersion }, device, clock);
  const claims = { sub: userId, sid: id, ver: sessionVersion, since: Math.floor(clock.now().getTime() / 1000) };
  const cookie = await encode({ token: claims, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
  return { id, cookie };
}
const whoHolds = async ({ cookie }: { cookie: string }) => (await actorOfSession(cookie, clock)).userId;

async function mailed(to: string, template: string): Promise<string> {
  const mail = await db().mailMessage.findFirstOrThrow({ where: { to, template }, orderBy: { id: "desc" } });
  return /#([\w-]{43})/.exec(mail.text)?.[1] ?? "";
}

beforeEach(async () => {
  clock.set(new Date());
  await db().rateLimit.deleteMany();
  await db().signInPolicy.deleteMany();
});

describe("another e-mail address", () => {
  it("needs the owner and the new mailbox; the old one is told; other sessions end; documents stay", async () => {
    const owner = await person();
    const elsewhere = await open(owner.id);
    const order = await makeOrder({ email: owner.email, userId: owner.id });
    const to = `new-${owner.email}`;
    await expect(requestEmailChange({ email: to, password: "wrong" }, owner.me, clock)).rejects.toEqual(
      code("identity.password_wrong"),
    );
    await requestEmailChange({ email: to, password }, owner.me, clock);
    expect((await db().user.findUniqueOrThrow({ where: { id: owner.id } })).email).toBe(owner.email);
    const token = await mailed(to, "email_change");
    expect(JSON.stringify(await db().loginToken.findMany())).not.toContain(token);
    await confirmEmailChange({ token }, owner.me, clock);
    expect(await db().user.findUniqueOrThrow({ where: { id: owner.id }, include: { partner: true } })).toMatchObject({
      email: to,
      partner: { email: to },
    });
    expect([await whoHolds(owner.session), await whoHolds(elsewhere)]).toEqual([owner.id, null]);
    expect((await db().salesOrder.findUniqueOrThrow({ where: { number: order.number } })).email).toBe(owner.email);
    await expect(confirmEmailChange({ token }, owner.me, clock)).rejects.toEqual(code("identity.link_invalid"));
    expect(await db().mailMessage.count({ where: { to: owner.email, template: "email_changed" } })).toBe(1);
  });

  it("is taken back from the old mailbox, also after a second change, and locks out who made it", async () => {
    const owner = await person();
    for (const to of [`thief1-${owner.email}`, `thief2-${owner.email}`]) {
      const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.id } });
      await requestEmailChange({ email: to, password }, { ...owner.me, email }, clock);
      await confirmEmailChange({ token: await mailed(to, "email_change") }, owner.me, clock);
    }
    clock.advance(13 * 86_400_000);
    await undoEmailChange({ token: await mailed(owner.email, "email_changed") }, nobody, clock);
    const after = await db().user.findUniqueOrThrow({ where: { id: owner.id } });
    expect(after).toMatchObject({ email: owner.email, passwordHash: null });
    expect(await whoHolds(owner.session)).toBeNull();
    expect(await mailed(owner.email, "reset")).toHaveLength(43);
    // The mailbox of the first change cannot take the account once more.
    const thieves = await mailed(`thief1-${owner.email}`, "email_changed");
    await expect(undoEmailChange({ token: thieves }, nobody, clock)).rejects.toEqual(code("identity.link_invalid"));
  });

  it("line 4: never moves another account: A's link in B's browser opens nothing, and changes A alone without one", async () => {
    const [a, b] = [await person(), await person()];
    const to = `new-${a.email}`;
    await requestEmailChange({ email: to, password }, a.me, clock);
    const token = await mailed(to, "email_change");
    await expect(confirmEmailChange({ token }, b.me, clock)).rejects.toEqual(code("identity.link_invalid"));
    // Of another purpose it opens nothing either, and no other link opens this.
    await expect(undoEmailChange({ token }, nobody, clock)).rejects.toEqual(code("identity.link_invalid"));
    await expect(signInWithLink({ token }, clock)).rejects.toEqual(code("identity.link_invalid"));
    await requestLink({ email: to }, { ip: "192.0.2.7", locale: "fr" }, clock);
    const signIn = await mailed(to, "sign_in");
    await expect(confirmEmailChange({ token: signIn }, a.me, clock)).rejects.toEqual(code("identity.link_invalid"));
    await confirmEmailChange({ token }, nobody, clock);
    const emails = await db().user.findMany({ where: { id: { in: [a.id, b.id] } }, orderBy: { id: "asc" } });
    expect(emails.map((user) => user.email).sort()).toEqual([b.email, to].sort());
  });

  it("tells nobody but its owner that an address is taken: same rows, same mail", async () => {
    const [a, b] = [await person(), await person()];
    const traces: unknown[] = [];
    for (const to of [b.email, "free@example.test"]) {
      await requestEmailChange({ email: to, password }, a.me, clock);
      const mail = await db().mailMessage.findFirstOrThrow({ where: { to, template: "email_change" } });
      const rows = await db().loginToken.findMany({ where: { email: to }, select: { purpose: true, userId: true } });
      traces.push({ rows, subject: mail.subject, text: mail.text.replace(/#[\w-]{43}/g, "#") });
    }
    expect(traces[0]).toEqual(traces[1]);
    const token = await mailed(b.email, "email_change");
    await expect(confirmEmailChange({ token }, nobody, clock)).rejects.toEqual(code("identity.email_taken"));
    expect((await db().user.findUniqueOrThrow({ where: { id: b.id } })).email).toBe(b.email);
  });

  it("wants a young sign-in of who has no password, ends after an hour, and one of ten clicks wins", async () => {
    const owner = await person({ passwordHash: null });
    const to = `new-${owner.email}`;
    clock.advance(11 * 60_000);
    await expect(requestEmailChange({ email: to }, owner.me, clock)).rejects.toEqual(code("identity.sign_in_again"));
    const young = { ...owner.me, sessionId: (await open(owner.id)).id };
    await requestEmailChange({ email: to }, young, clock);
    const late = await mailed(to, "email_change");
    clock.advance(61 * 60_000);
    await expect(confirmEmailChange({ token: late }, nobody, clock)).rejects.toEqual(code("identity.link_invalid"));
    await requestEmailChange({ email: to }, { ...owner.me, sessionId: (await open(owner.id)).id }, clock);
    const token = await mailed(to, "email_change");
    const clicks = await Promise.allSettled(
      Array.from({ length: 10 }, () => confirmEmailChange({ token }, nobody, clock)),
    );
    expect(clicks.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

describe("sessions", () => {
  it("end one by one, at once, and only one's own", async () => {
    const [a, b] = [await person(), await person()];
    const phone = await open(a.id);
    const listed = async () =>
      (await liveSessions(db(), { userId: a.id, currentId: a.session.id, now: clock.now() })).map((one) => [
        one.id,
        one.current,
      ]);
    expect(await listed()).toEqual([
      [a.session.id, true],
      [phone.id, false],
    ]);
    await endOwnSession({ id: phone.id }, { userId: b.id }, clock);
    expect(await whoHolds(phone)).toBe(a.id);
    await endOwnSession({ id: phone.id }, { userId: a.id }, clock);
    expect([await whoHolds(phone), await whoHolds(a.session)]).toEqual([null, a.id]);
    expect(await listed()).toEqual([[a.session.id, true]]);
    clock.advance(31 * 86_400_000);
    expect(await listed()).toEqual([]);
  });

  it("of other devices end with a new password, and the owner is told", async () => {
    const a = await person();
    const phone = await open(a.id);
    await changeOwnPassword({ current: password, next: "another long password" }, a.me, clock);
    expect([await whoHolds(phone), await whoHolds(a.session)]).toEqual([null, a.id]);
    const notice = await db().mailMessage.findFirstOrThrow({ where: { to: a.email, template: "security_notice" } });
    expect(notice.subject).toBe("Votre mot de passe a changé");
  });

  it("of a browser never seen before are mailed to the owner, others not; no full address is kept", async () => {
    const a = await person();
    const notices = () => db().mailMessage.count({ where: { to: a.email, template: "security_notice" } });
    await open(a.id);
    expect(await notices()).toBe(0);
    await open(a.id, "e".repeat(43));
    expect(await notices()).toBe(1);
    await open(a.id, "e".repeat(43));
    expect(await notices()).toBe(1);
    const rows = await db().userSession.findMany({ where: { userId: a.id } });
    expect(JSON.stringify(rows)).not.toContain("203.0.113.77");
    expect(rows[0]).toMatchObject({ browser: "Firefox", system: "Linux", network: "203.0.113.0/24" });
  });
});

async function withFactor(roles: string[] = []) {
  const owner = await person({ roles });
  await expect(beginOwnFactor({ password: "wrong" }, owner.me, clock)).rejects.toEqual(code("identity.password_wrong"));
  const { uri, secret } = await beginOwnFactor({ password }, owner.me, clock);
  const row = await db().secondFactor.findUniqueOrThrow({ where: { userId: owner.id } });
  expect(row.secret).not.toContain(secret);
  expect(uri).toContain(`secret=${secret}`);
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"));
  const key = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const now = () => codeAt(key, stepOf(clock.now()));
  const recovery = await activateOwnFactor({ code: now() }, owner.me.by, clock);
  clock.advance(30_000);
  return { ...owner, now, recovery: recovery.map((one) => one.replace("-", "")) };
}
const from = { ip: "192.0.2.7" };

describe("a second factor", () => {
  it("is asked only after the right password, and a code opens once", async () => {
    const owner = await withFactor();
    const signIn = (given: { password?: string; code?: string }) =>
      signInWithPassword({ email: owner.email, password, ...given }, from, clock);
    expect(await signIn({ password: "wrong" })).toBeNull();
    await expect(signIn({})).rejects.toEqual(code("identity.code_needed"));
    await expect(signIn({ code: "000000" })).rejects.toEqual(code("identity.code_invalid"));
    const now = owner.now();
    const both = await Promise.allSettled([signIn({ code: now }), signIn({ code: now })]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    await expect(signIn({ code: now })).rejects.toEqual(code("identity.code_invalid"));
    await expect(signIn({ code: owner.now() })).rejects.toEqual(code("too_many_requests"));
  });

  it("is asked of a mailed link too, which stays good until the code is right", async () => {
    const owner = await withFactor();
    await requestLink({ email: owner.email }, { ...from, locale: "fr" }, clock);
    const token = await mailed(owner.email, "sign_in");
    await expect(signInWithLink({ token }, clock)).rejects.toEqual(code("identity.code_needed"));
    await expect(signInWithLink({ token, code: "000000" }, clock)).rejects.toEqual(code("identity.code_invalid"));
    expect((await signInWithLink({ token, code: owner.now() }, clock)).userId).toBe(owner.id);
  });

  it("line 19: closes to guesses per account, whichever address and link they come with", async () => {
    const owner = await withFactor();
    const guess = async (i: number) => {
      await db().rateLimit.deleteMany({ where: { key: { startsWith: "mail:" } } });
      await requestLink({ email: owner.email }, { ip: `192.0.2.${i}`, locale: "fr" }, clock);
      return signInWithLink({ token: await mailed(owner.email, "sign_in"), code: "000000" }, clock).catch(
        (e) => e.code,
      );
    };
    await db().rateLimit.deleteMany();
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push(await guess(i));
    expect(answers.slice(0, 5)).toEqual(Array(5).fill("identity.code_invalid"));
    expect(answers.slice(5)).toEqual(Array(2).fill("too_many_requests"));
  });

  it("has recovery codes that work once each, not somebody else's, and are told of", async () => {
    const [a, b] = [await withFactor(), await withFactor()];
    const [first = ""] = a.recovery;
    const signIn = (email: string) => signInWithPassword({ email, password, code: first }, from, clock);
    await expect(signIn(b.email)).rejects.toEqual(code("identity.code_invalid"));
    expect((await signIn(a.email))?.userId).toBe(a.id);
    await expect(signIn(a.email)).rejects.toEqual(code("identity.code_invalid"));
    expect(JSON.stringify(await db().recoveryCode.findMany())).not.toContain(first);
    const notices = await db().mailMessage.findMany({ where: { to: a.email, template: "security_notice" } });
    expect(notices.map((mail) => mail.subject)).toContain("Un code de secours a servi");
  });

  it("is demanded of staff: without one they are customers, and may not switch theirs off", async () => {
    const [admin, clerk] = [await withFactor(["admin"]), await person({ roles: ["warehouse"] })];
    await expect(inTx((tx) => setSignInPolicy(tx, { staffSecondFactor: true }, clerk.me.by))).rejects.toEqual(
      code("identity.factor_first"),
    );
    await inTx((tx) => setSignInPolicy(tx, { staffSecondFactor: true }, admin.me.by));
    const [adminActor, clerkActor] = [
      await actorOfSession(admin.session.cookie, clock),
      await actorOfSession(clerk.session.cookie, clock),
    ];
    expect([isStaff(adminActor), isStaff(clerkActor), clerkActor.secondFactorDue]).toEqual([true, false, true]);
    const off = removeOwnFactor({ password }, { ...admin.me, staff: true }, clock);
    await expect(off).rejects.toEqual(code("identity.factor_required"));
  });

  it("is taken away by staff from somebody else, with a trace and a mail", async () => {
    const [admin, owner] = [await withFactor(["admin"]), await withFactor()];
    await expect(resetFactorOf({ id: admin.id }, admin.me.by, clock)).rejects.toEqual(code("identity.own_account"));
    await resetFactorOf({ id: owner.id }, admin.me.by, clock);
    expect(await signInWithPassword({ email: owner.email, password }, from, clock)).toMatchObject({ userId: owner.id });
    expect(await db().auditEntry.count({ where: { actorId: admin.id, action: "identity.factor.removed" } })).toBe(1);
    const mails = await db().mailMessage.findMany({ where: { to: owner.email, template: "security_notice" } });
    expect(mails.map((mail) => mail.subject)).toContain("Validation en deux étapes retirée");
  });
});
