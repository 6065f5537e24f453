import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "#server/kernel/clock.ts";
import { db } from "#server/platform/db.ts";
import { requestLink, requestPasswordReset, requestRegistration } from "./request-link.ts";
import { confirmRegistration, resetPassword } from "./set-password.ts";
import { signInWithLink } from "./with-link.ts";
import { signInWithPassword } from "./with-password.ts";

const request = { ip: "192.0.2.1", locale: "fr" };
const clock = fixedClock(new Date());
const refused = (code: string) => expect.objectContaining({ code });

/** The token in the newest mail to an address, as its reader would follow it. */
async function mailedToken(to: string): Promise<string> {
  const mail = await db().mailMessage.findFirstOrThrow({ where: { to }, orderBy: { id: "desc" } });
  const token = /#([\w-]{43})/.exec(mail.text)?.[1];
  if (!token) throw new Error(`no link in: ${mail.text}`);
  return token;
}

async function register(email: string, password: string): Promise<void> {
  await requestRegistration({ email, name: "Camille Roy", password }, request, clock);
  await confirmRegistration({ token: await mailedToken(email), password }, undefined, clock);
}

beforeEach(() => clock.set(new Date()));
afterEach(async () => {
  await db().rateLimit.deleteMany();
});

describe("a link to sign in", () => {
  it("makes the account on the first proof of the mailbox, with its partner, and works once", async () => {
    await requestLink({ email: "new@example.test", callbackUrl: "/fr/account" }, request, clock);
    expect(await db().user.count({ where: { email: "new@example.test" } })).toBe(0);
    const token = await mailedToken("new@example.test");
    const signedIn = await signInWithLink({ token }, clock);
    const user = await db().user.findUniqueOrThrow({ where: { id: signedIn.userId }, include: { partner: true } });
    expect(user).toMatchObject({ email: "new@example.test", partner: { kind: "person", email: "new@example.test" } });
    expect(user.emailVerifiedAt).not.toBeNull();
    await expect(signInWithLink({ token }, clock)).rejects.toEqual(refused("identity.link_invalid"));
  });

  it("lets one of ten simultaneous clicks through", async () => {
    await requestLink({ email: "race@example.test" }, request, clock);
    const token = await mailedToken("race@example.test");
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => signInWithLink({ token }, clock)));
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await db().partner.count({ where: { email: "race@example.test" } })).toBe(1);
  });

  it("ends after fifteen minutes", async () => {
    await requestLink({ email: "late@example.test" }, request, clock);
    clock.advance(15 * 60_000 + 1);
    const late = signInWithLink({ token: await mailedToken("late@example.test") }, clock);
    await expect(late).rejects.toEqual(refused("identity.link_invalid"));
  });

  it("is stored as a hash only, and never serves another purpose", async () => {
    await requestLink({ email: "hash@example.test" }, request, clock);
    const token = await mailedToken("hash@example.test");
    const rows = await db().loginToken.findMany({ where: { email: "hash@example.test" } });
    expect(JSON.stringify(rows)).not.toContain(token);
    await expect(resetPassword({ token, password: "a new long password" })).rejects.toEqual(
      refused("identity.link_invalid"),
    );
    await expect(confirmRegistration({ token, password: "x" })).rejects.toEqual(refused("identity.link_invalid"));
  });

  it("signs in nobody whose account was disabled, and stays unused", async () => {
    await register("gone@example.test", "a long enough password");
    await db().user.update({ where: { email: "gone@example.test" }, data: { status: "disabled" } });
    await requestLink({ email: "gone@example.test" }, request, clock);
    const token = await mailedToken("gone@example.test");
    await expect(signInWithLink({ token }, clock)).rejects.toEqual(refused("identity.user_disabled"));
  });

  it("leads back into this site only", async () => {
    const bodies = async () =>
      (await db().mailMessage.findMany({ where: { to: "back@example.test" } })).map((m) => m.text);
    await requestLink({ email: "back@example.test", callbackUrl: "//evil.test/fr" }, request, clock);
    await requestLink({ email: "back@example.test", callbackUrl: "https://evil.test" }, request, clock);
    expect((await bodies()).join()).not.toContain("evil.test");
    await requestLink({ email: "back@example.test", callbackUrl: "/fr/account/orders" }, request, clock);
    expect((await bodies()).join()).toContain("/fr/sign-in/link?to=%2Ffr%2Faccount%2Forders#");
  });
});

describe("registering", () => {
  it("opens an account only with the mailbox and the password together", async () => {
    await requestRegistration({ email: "camille@example.test", name: "Camille", password: "ten letters" }, request);
    const token = await mailedToken("camille@example.test");
    expect(await signInWithPassword({ email: "camille@example.test", password: "ten letters" }, request)).toBeNull();
    await expect(confirmRegistration({ token, password: "not it at all" })).rejects.toEqual(
      refused("identity.password_wrong"),
    );
    expect(await confirmRegistration({ token, password: "ten letters" })).toEqual({ email: "camille@example.test" });
    const signedIn = await signInWithPassword({ email: "camille@example.test", password: "ten letters" }, request);
    expect(signedIn).toMatchObject({ userId: expect.stringMatching(/^usr_/) });
  });

  it("line 6: of a victim's address gives the attacker nothing, before and after the victim arrives", async () => {
    const attack = { email: "victim@example.test", name: "Attacker", password: "attackers password" };
    await requestRegistration(attack, request, clock);
    await requestLink({ email: attack.email }, request, clock);
    await signInWithLink({ token: await mailedToken(attack.email) }, clock);
    expect(await signInWithPassword(attack, request)).toBeNull();
    const user = await db().user.findUniqueOrThrow({ where: { email: attack.email } });
    expect(user).toMatchObject({ passwordHash: null, name: "victim" });
  });

  it("allows five tries of the password per link", async () => {
    await requestRegistration({ email: "tries@example.test", name: "T", password: "the right password" }, request);
    const token = await mailedToken("tries@example.test");
    for (let i = 0; i < 5; i++) {
      await expect(confirmRegistration({ token, password: `guess ${i}` })).rejects.toEqual(
        refused("identity.password_wrong"),
      );
    }
    await expect(confirmRegistration({ token, password: "the right password" })).rejects.toEqual(
      refused("too_many_requests"),
    );
  });
});

describe("a new password", () => {
  it("ends every session and every other link of the mailbox", async () => {
    await register("reset@example.test", "the old password");
    const before = await db().user.findUniqueOrThrow({ where: { email: "reset@example.test" } });
    await requestLink({ email: "reset@example.test" }, request, clock);
    const other = await mailedToken("reset@example.test");
    await requestPasswordReset({ email: "reset@example.test" }, request, clock);
    await resetPassword({ token: await mailedToken("reset@example.test"), password: "the new password" });
    const after = await db().user.findUniqueOrThrow({ where: { email: "reset@example.test" } });
    expect(after.sessionVersion).toBe(before.sessionVersion + 1);
    await expect(signInWithLink({ token: other }, clock)).rejects.toEqual(refused("identity.link_invalid"));
    expect(await signInWithPassword({ email: "reset@example.test", password: "the old password" }, request)).toBeNull();
    expect(
      await signInWithPassword({ email: "reset@example.test", password: "the new password" }, request),
    ).toMatchObject({ userId: after.id });
  });
});

describe("line 5: nobody learns whether an address has an account", () => {
  it("because asking writes the same rows and mails the same words", async () => {
    await register("known@example.test", "a long enough password");
    await db().mailMessage.deleteMany();
    await db().loginToken.deleteMany();
    for (const email of ["known@example.test", "unknown@example.test"]) {
      await requestLink({ email }, request, clock);
      await requestPasswordReset({ email }, request, clock);
      await requestRegistration({ email, name: "Same", password: "another password" }, request, clock);
    }
    const seen = async (email: string) => ({
      mails: (await db().mailMessage.findMany({ where: { to: email }, orderBy: { id: "asc" } })).map((mail) =>
        mail.text.replaceAll(/#[\w-]{43}/g, "#token"),
      ),
      links: (await db().loginToken.findMany({ where: { email }, orderBy: { id: "asc" } })).map((link) => link.purpose),
    });
    expect(await seen("known@example.test")).toEqual(await seen("unknown@example.test"));
  });
});

describe("line 19: guessing", () => {
  it("ends for a mailbox after ten wrong passwords from anywhere, known or not", async () => {
    for (const email of ["guessed@example.test", "nobody2@example.test"]) {
      for (let i = 0; i < 10; i++) {
        expect(await signInWithPassword({ email, password: "no" }, { ip: `192.0.2.${i + 10}` })).toBeNull();
      }
      const next = signInWithPassword({ email, password: "no" }, { ip: "192.0.2.99" });
      await expect(next).rejects.toMatchObject({ code: "too_many_requests", kind: "rate_limited" });
    }
  }, 120_000);

  it("ends for a network address after fifty, whichever mailbox, and a burst does not slip through", async () => {
    const knock = (i: number) =>
      signInWithPassword({ email: `stuffed${i}@example.test`, password: "no" }, { ip: "198.51.100.7" }).then(
        () => "tried",
        (error: { code: string }) => error.code,
      );
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => knock(i)));
    expect(answers.filter((a) => a === "tried")).toHaveLength(50);
    expect(answers.filter((a) => a === "too_many_requests")).toHaveLength(10);
  }, 120_000);

  it("does not count the owner's own successes", async () => {
    await register("owner@example.test", "a long enough password");
    for (let i = 0; i < 5; i++) {
      const signedIn = await signInWithPassword(
        { email: "owner@example.test", password: "a long enough password" },
        { ip: "203.0.113.5" },
      );
      expect(signedIn).not.toBeNull();
    }
  }, 120_000);

  it("by asking for mails ends too: five a quarter of an hour for a mailbox", async () => {
    for (let i = 0; i < 5; i++)
      await requestLink({ email: "flooded@example.test" }, { ip: `192.0.2.${i}`, locale: "fr" });
    await expect(requestPasswordReset({ email: "flooded@example.test" }, request)).rejects.toEqual(
      refused("too_many_requests"),
    );
    expect(await db().mailMessage.count({ where: { to: "flooded@example.test" } })).toBe(5);
  });
});
