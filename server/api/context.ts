import { type Actor, guestActor } from "../access/actor.ts";
import { clientAddress } from "../auth/client-address.ts";
import { newId } from "../kernel/ids.ts";
import { defaultLocale, type Locale, localeSchema } from "../kernel/localized.ts";

/** What a request brings, whichever door it came through (HTTP, REST, a server component, a test). */
export type Context = {
  /** Asked for once per request, and only by procedures that need to know. */
  resolveActor(): Promise<Actor>;
  locale: Locale;
  channelCode: string;
  requestId: string;
  /** Address of the client, for rate limits; "unknown" when no proxy tells. */
  ip: string;
  cartToken: string | null;
  /** The browser's cart from now on, kept for sixty days; empty: none. */
  setCartToken(token: string): void;
  /** The `Idempotency-Key` header of an HTTP request; null inside the house, where nobody repeats a lost answer. */
  idempotency: { header: string | null } | null;
  /** Adds a header to the answer, where there is one. */
  setHeader(name: string, value: string): void;
};

export const cartCookie = "comptoir_cart";
const cartSeconds = 60 * 24 * 3600;
export const localeHeader = "x-comptoir-locale";

/** A context for calls without a request: the in-process caller of cached pages, jobs and tests. */
export function plainContext(given: Partial<Context> & { actor?: Actor } = {}): Context {
  const { actor = guestActor, ...rest } = given;
  return {
    resolveActor: async () => actor,
    locale: defaultLocale,
    channelCode: "web",
    requestId: newId("request"),
    ip: "in-process",
    cartToken: null,
    setCartToken: () => {},
    idempotency: null,
    setHeader: () => {},
    ...rest,
  };
}

type Cookies = { get(name: string): { value: string } | undefined };

/** The context of an HTTP request. `responseHeaders` receives the cart cookie when one is made. */
export function requestContext(
  request: { headers: Headers; cookies: Cookies },
  resolveActor: () => Promise<Actor>,
  responseHeaders: Headers | null,
): Context {
  const { headers } = request;
  const locale = localeSchema.safeParse(headers.get(localeHeader) ?? headers.get("accept-language")?.slice(0, 2));
  let asked: Promise<Actor> | undefined;
  return {
    resolveActor: () => {
      asked ??= resolveActor();
      return asked;
    },
    locale: locale.success ? locale.data : defaultLocale,
    channelCode: "web",
    requestId: newId("request"),
    ip: clientAddress(headers.get("x-forwarded-for")),
    cartToken: request.cookies.get(cartCookie)?.value ?? null,
    setCartToken: (token) => {
      const secure = headers.get("x-forwarded-proto") === "https" ? "; Secure" : "";
      responseHeaders?.append(
        "set-cookie",
        `${cartCookie}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${token ? cartSeconds : 0}${secure}`,
      );
    },
    idempotency: { header: headers.get("idempotency-key") },
    setHeader: (name, value) => responseHeaders?.set(name, value),
  };
}
