import NextAuth from "next-auth";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { can, guestActor } from "#server/access/actor.ts";
import { scopeFor } from "#server/access/scope.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import {
  endSessions,
  hashPassword,
  issueLink,
  openSession,
  setPassword,
  setRoles,
  setStatus,
} from "#server/modules/identity/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { env, parseEnv } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { authOptions } from "./options.ts";
import { actorOfSession, sessionCookieName } from "./read-session.ts";

const password = "a long enough password";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

let made = 0;
async function user(roles: string[] = []) {
  made += 1;
  return db().user.create({
    data: {
      id: `usr_${made}`,
      email: `user${made}@example.test`,
      name: `User ${made}`,
      emailVerifiedAt: new Date(),
      passwordHash,
      partner: { create: { id: `par_${made}`, kind: "person", name: `User ${made}` } },
      staffRoles: { create: roles.map((role) => ({ role })) },
    },
  });
}

type Answer = { status: number; body: { url?: string }; cookies: Map<string, string>; raw: string[] };

/** next-auth as its API route runs it, without a server. */
async function knock(
  action: string[],
  fields: Record<string, string>,
  sent: Record<string, string> = {},
): Promise<Answer> {
  // Bundlers unwrap a CommonJS default, Node does not.
  const module = NextAuth as unknown as { default: typeof NextAuth } | typeof NextAuth;
  const handler = "default" in module ? module.default : module;
  const raw: string[] = [];
  let status = 200;
  let body: unknown = {};
  const response = {
    status: (code: number) => {
      status = code;
      return response;
    },
    getHeader: () => raw,
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === "set-cookie") raw.splice(0, raw.length, ...[value].flat());
      return response;
    },
    json: (value: unknown) => {
      body = value;
    },
    send: (value: unknown) => {
      body = value;
    },
    end: () => {},
  };
  const request = {
    method: action[0] === "csrf" ? "GET" : "POST",
    query: { nextauth: action },
    body: { ...fields, json: "true" },
    cookies: sent,
    headers: { host: "localhost:3000", "x-forwarded-for": "192.0.2.9" },
  };
  await handler(request as never, response as never, authOptions());
  const cookies = new Map(
    raw.map((cookie) => {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
    }),
  );
  return { status, body: body as Answer["body"], cookies, raw };
}

async function signIn(provider: string, fields: Record<string, string>): Promise<Answer> {
  env();
  const csrf = await knock(["csrf"], {});
  const { csrfToken } = csrf.body as { csrfToken: string };
  return knock(["callback", provider], { ...fields, csrfToken }, Object.fromEntries(csrf.cookies));
}

async function sessionFor(sub: string, ver: number, since = Math.floor(Date.now() / 1000)) {
  const device = { token: null, userAgent: null, ip: "192.0.2.9" };
  const { id: sid } = await inTx((tx) => openSession(tx, { userId: sub, version: ver, device, now: new Date() }));
  return encode({ token: { sub, sid, ver, since }, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
}

describe("signing in through next-auth", () => {
  it("opens a session that reads who it is from the database, in one statement", async () => {
    const me = await user(["warehouse"]);
    const answer = await signIn("password", { email: `  ${me.email.toUpperCase()}`, password });
    const cookie = answer.cookies.get(sessionCookieName());
    const { value: actor, statements } = await countStatements(() => actorOfSession(cookie));
    expect(actor).toEqual({
      userId: me.id,
      sessionId: expect.stringMatching(/^ses_/),
      name: me.name,
      email: me.email,
      emailVerified: true,
      partnerId: me.partnerId,
      roles: ["customer", "warehouse"],
      memberships: [],
      actsFor: null,
    });
    expect(statements).toHaveLength(1);
    expect(can(actor, "fulfilment.delivery.process")).toBe(true);
    const setting = answer.raw.find((one) => one.startsWith(sessionCookieName()));
    expect(setting).toMatch(/HttpOnly/);
    expect(setting).toMatch(/SameSite=Lax/i);
  });

  it("line 5: tells the browser the same for a wrong password, an unknown address, and nonsense", async () => {
    const me = await user();
    const tries = [
      { email: me.email, password: "wrong" },
      { email: "nobody@example.test", password: "wrong" },
      { email: `${me.email},other@example.test`, password },
      { email: me.email, password: "" },
      {},
    ];
    const answers = await Promise.all(tries.map((fields) => signIn("password", fields as Record<string, string>)));
    for (const answer of answers) {
      expect([answer.status, answer.body, answer.cookies.has(sessionCookieName())]).toEqual([
        401,
        answers[0]?.body,
        false,
      ]);
    }
  });

  it("line 18: refuses a post that another site made: without the token that only our pages can read", async () => {
    const me = await user();
    for (const csrfToken of ["", "forged", "a|b"]) {
      const answer = await knock(["callback", "password"], { email: me.email, password, csrfToken });
      expect(answer.cookies.has(sessionCookieName())).toBe(false);
    }
  });

  it("accepts a mailed link once", async () => {
    const token = await inTx((tx) =>
      issueLink(tx, { email: "link@example.test", purpose: "sign_in", now: new Date() }),
    );
    const first = await signIn("link", { token });
    expect((await actorOfSession(first.cookies.get(sessionCookieName()))).email).toBe("link@example.test");
    const second = await signIn("link", { token });
    expect([second.status, second.body.url]).toEqual([401, expect.stringContaining("identity.link_invalid")]);
  });

  it("line 18: sends nobody to another site afterwards", async () => {
    const redirect = authOptions().callbacks?.redirect;
    const baseUrl = "https://shop.test";
    for (const url of [
      "https://evil.test",
      "//evil.test",
      "https://shop.test.evil.test/x",
      "/\\evil.test",
      "javascript:x",
    ]) {
      expect(await redirect?.({ url, baseUrl }), url).toBe("https://shop.test/");
    }
    expect(await redirect?.({ url: "https://shop.test/fr/account?x=1", baseUrl })).toBe(
      "https://shop.test/fr/account?x=1",
    );
  });

  it("marks cookies for TLS only wherever the public address is https", () => {
    const https = parseEnv({ DATABASE_URL: "postgresql://a:b@c/d", PUBLIC_URL: "https://shop.test" });
    const before = env().PUBLIC_URL;
    env().PUBLIC_URL = https.PUBLIC_URL;
    try {
      expect(authOptions().cookies?.sessionToken).toEqual({
        name: "__Secure-comptoir.session",
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
      });
    } finally {
      env().PUBLIC_URL = before;
    }
  });
});

describe("a session ends", () => {
  it("when the password, the roles or the status change, or all devices are signed out", async () => {
    const admin = await user(["admin"]);
    const by = { userId: admin.id };
    const changes: ((id: string) => Promise<unknown>)[] = [
      (userId) => inTx((tx) => setPassword(tx, { userId, passwordHash }, bySystem)),
      (id) => inTx((tx) => setRoles(tx, { id, roles: ["support"] }, by)),
      (id) => inTx((tx) => setStatus(tx, { id, status: "disabled" }, by)),
      (id) => inTx((tx) => endSessions(tx, id, bySystem)),
      (id) => db().user.delete({ where: { id } }),
    ];
    for (const change of changes) {
      const me = await user();
      const cookie = await sessionFor(me.id, me.sessionVersion);
      expect((await actorOfSession(cookie)).userId).toBe(me.id);
      await change(me.id);
      expect(await actorOfSession(cookie)).toEqual(guestActor);
    }
  });

  it("after twelve hours for staff and thirty days for customers, however busy it was", async () => {
    const [staff, customer] = [await user(["sales"]), await user()];
    const start = new Date("2026-11-21T08:00:00Z");
    const since = start.getTime() / 1000;
    const clock = fixedClock(start);
    const at = async (hours: number) => {
      clock.set(new Date(start.getTime() + hours * 3_600_000));
      const actors = [staff, customer].map(async (one) => actorOfSession(await sessionFor(one.id, 1, since), clock));
      return (await Promise.all(actors)).map((actor) => actor.userId !== null);
    };
    expect(await at(11.9)).toEqual([true, true]);
    expect(await at(12.1)).toEqual([false, true]);
    expect(await at(30 * 24 + 1)).toEqual([false, false]);
  });

  it("never began with a forged, foreign or mangled cookie", async () => {
    const me = await user(["admin"]);
    const foreign = await encode({
      token: { sub: me.id, ver: 1, since: 2e9 },
      secret: "another-secret-of-thirty-two-characters",
    });
    const noVersion = await encode({ token: { sub: me.id }, secret: env().NEXTAUTH_SECRET });
    const expired = await encode({
      token: { sub: me.id, ver: 1, since: 0 },
      secret: env().NEXTAUTH_SECRET,
      maxAge: -60,
    });
    const good = await sessionFor(me.id, 1);
    for (const cookie of [undefined, "", "x", "a.b.c.d.e", foreign, noVersion, expired, `${good}x`]) {
      expect(await actorOfSession(cookie)).toEqual(guestActor);
    }
  });
});

describe("line 3: roles", () => {
  it("that nobody declared grant nothing, and no list grants nothing", async () => {
    const me = await user();
    await db().$executeRaw`ALTER TABLE staff_role DROP CONSTRAINT staff_role_role`;
    await db().staffRole.create({ data: { userId: me.id, role: "superuser" } });
    const actor = await actorOfSession(await sessionFor(me.id, 1));
    expect(actor.roles).toEqual(["customer"]);
    expect(can({ roles: [] }, "shop.catalogue.read")).toBe(false);
    expect(scopeFor({ ...actor, roles: [] }, "account.order.own")).toEqual({
      all: false,
      userId: null,
      partnerIds: [],
    });
  });
});
