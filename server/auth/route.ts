import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { linkTokenInput } from "#server/modules/identity/contract.ts";
import { newToken } from "#server/platform/secrets.ts";
import { authOptions } from "./options.ts";
import { sessionCookieName, usesSecureCookies } from "./read-session.ts";

/** A browser's own random token, made when it first signs in: tells its owner's next sign-in from a stranger's. */
const deviceCookie = "comptoir_device";
const deviceSeconds = 365 * 24 * 3600;

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth's route: opens and closes sessions, and gives a browser that opened one a name of its own. */
export async function answerSession(request: NextRequest, context: RouteContext): Promise<Response> {
  const known = linkTokenInput.safeParse(request.cookies.get(deviceCookie)?.value);
  const token = known.success ? known.data : newToken();
  const options = authOptions({ token, userAgent: request.headers.get("user-agent") });
  const response: Response = await NextAuth(request, context, options);
  const opened = response.headers.getSetCookie().some((one) => one.startsWith(`${sessionCookieName()}=ey`));
  if (!known.success && opened) {
    const secure = usesSecureCookies() ? "; Secure" : "";
    response.headers.append(
      "set-cookie",
      `${deviceCookie}=${token}; Path=/api/auth; HttpOnly; SameSite=Lax; Max-Age=${deviceSeconds}${secure}`,
    );
  }
  return response;
}
