import type { NextAuthOptions, User } from "next-auth";
import { beginSession, endOwnSession } from "#server/flows/sign-in/begin-session.ts";
import { signInWithLink } from "#server/flows/sign-in/with-link.ts";
import { type SignedIn, signInWithPassword } from "#server/flows/sign-in/with-password.ts";
import { emailInput } from "#server/kernel/email.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { linkTokenInput, safePath, triedPasswordInput } from "#server/modules/identity/contract.ts";
import { secondFactorCodeInput } from "#server/modules/identity/contract-security.ts";
import { type Device, sessionSeconds } from "#server/modules/identity/index.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { clientAddress } from "./client-address.ts";
import { type SessionClaims, sessionCookieName, usesSecureCookies } from "./read-session.ts";

type SessionUser = User & { sessionId: string; sessionVersion: number };
type Request = { headers?: Record<string, string | undefined> };

const addressOf = (request: Request): string => clientAddress(request.headers?.["x-forwarded-for"]);

/** The second factor that came along. One that cannot be any is a wrong one, not none. */
function codeIn(given: string | undefined): { code?: string } {
  if (!given) return {};
  const code = secondFactorCodeInput.safeParse(given);
  return { code: code.success ? code.data : "none" };
}

/** next-auth shows the message of whatever is thrown to the browser: only codes may leave. */
async function asSessionUser(device: Device, work: () => Promise<SignedIn | null>): Promise<SessionUser | null> {
  try {
    const signedIn = await work();
    if (!signedIn) return null;
    const sessionId = await beginSession(signedIn, device);
    return { id: signedIn.userId, sessionId, sessionVersion: signedIn.sessionVersion };
  } catch (error) {
    if (error instanceof DomainError) throw new Error(error.code);
    log.error({ err: error }, "sign-in failed");
    throw new Error("internal");
  }
}

/**
 * next-auth makes and clears the session cookie; who may sign in is decided by `server/flows/sign-in`, what a session may
 * do by `read-session.ts`. A function, because the public address decides the cookies' names and safety.
 */
export function authOptions(browser: Omit<Device, "ip"> = { token: null, userAgent: null }): NextAuthOptions {
  const secure = usesSecureCookies();
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionSeconds.customer },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    pages: { signIn: "/fr/sign-in", error: "/fr/sign-in", signOut: "/fr/sign-in" },
    providers: [
      {
        id: "password",
        name: "password",
        type: "credentials",
        credentials: { email: {}, password: {}, code: {} },
        authorize: (given, request) =>
          asSessionUser({ ...browser, ip: addressOf(request) }, async () => {
            const email = emailInput.safeParse(given?.email);
            const password = triedPasswordInput.safeParse(given?.password);
            if (!email.success || !password.success) return null;
            const proof = { email: email.data, password: password.data, ...codeIn(given?.code) };
            return signInWithPassword(proof, { ip: addressOf(request) });
          }),
      },
      {
        id: "link",
        name: "link",
        type: "credentials",
        credentials: { token: {}, code: {} },
        authorize: (given, request) =>
          asSessionUser({ ...browser, ip: addressOf(request) }, async () => {
            const token = linkTokenInput.safeParse(given?.token);
            return token.success ? signInWithLink({ token: token.data, ...codeIn(given?.code) }) : null;
          }),
      },
    ],
    callbacks: {
      // Without `user` an existing session is being looked at: what the browser sends with it changes nothing.
      jwt({ token, user }) {
        if (!user) return token;
        const claims: SessionClaims = {
          sub: user.id,
          sid: (user as SessionUser).sessionId,
          ver: (user as SessionUser).sessionVersion,
          since: Math.floor(Date.now() / 1000),
        };
        return claims;
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + safePath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url, "/"),
    },
    events: {
      // Signing out ends the session itself: a cookie that was copied before opens nothing.
      async signOut({ token }) {
        const { sub, sid } = (token ?? {}) as Partial<SessionClaims>;
        if (sub && sid)
          await endOwnSession({ id: sid }, { userId: sub }).catch((err) => log.error({ err }, "sign-out"));
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, metadata }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}
