// The shop's API as a program uses it: plain HTTP with cookies, no browser.
import { type DemoAccount, demoAccount } from "../../prisma/seed/accounts.ts";
import type { Locale } from "../../server/kernel/locales.ts";
import { shopUrl } from "./shop.ts";

export type Wire = { code: string; details: Record<string, unknown>; requestId: string };
export type Answer<T> = { status: number; data: T; wire: Wire | null };

export type Cookie = { name: string; value: string };

/** A network address of somebody's own, as a proxy would tell it: limits count by address, and stories are no crowd in one house. */
export const networkAddress = (): string => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join(".")}`;

/** Somebody with a cookie jar and a network address of their own. A new one is a guest. */
export class ApiVisitor {
  readonly #jar = new Map<string, string>();
  readonly #address = networkAddress();
  readonly locale: Locale;

  constructor(locale: Locale = "fr") {
    this.locale = locale;
  }

  get cookies(): Cookie[] {
    return [...this.#jar].map(([name, value]) => ({ name, value }));
  }

  /** One request with this visitor's cookies; redirects are answers too. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#jar.size > 0) headers.set("cookie", this.cookies.map((c) => `${c.name}=${c.value}`).join("; "));
    // Every change names a key, as the API asks; a new one unless the test chose it.
    if ((init.method ?? "GET") !== "GET" && !headers.has("idempotency-key")) {
      headers.set("idempotency-key", crypto.randomUUID());
    }
    if (!headers.has("x-forwarded-for")) headers.set("x-forwarded-for", this.#address);
    if (!headers.has("x-comptoir-locale")) headers.set("x-comptoir-locale", this.locale);
    const response = await fetch(new URL(path, shopUrl), { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const [name = "", ...value] = pair.split("=");
      if (attributes.some((a) => /max-age=0|1970/i.test(a))) this.#jar.delete(name.trim());
      else this.#jar.set(name.trim(), value.join("="));
    }
    return response;
  }

  async #answer<T>(response: Response): Promise<Answer<T>> {
    const body = (await response.json()) as {
      result?: { data: T };
      error?: { data: { wire: Wire } };
      code?: string;
    };
    const wire = body.error?.data.wire ?? (body.code ? (body as unknown as Wire) : null);
    return { status: response.status, data: body.result?.data as T, wire };
  }

  /** Asks a tRPC query and takes any answer. */
  async tryQuery<T>(procedure: string, input: unknown = {}): Promise<Answer<T>> {
    const query = encodeURIComponent(JSON.stringify(input));
    return this.#answer(await this.fetch(`/api/trpc/${procedure}?input=${query}`));
  }

  /**
   * Calls a tRPC mutation and takes any answer. `input` may be JSON text, to send what no object can say; `key` is the
   * request's idempotency key, a new one unless given.
   */
  async tryMutate<T>(procedure: string, input: unknown = {}, key?: string): Promise<Answer<T>> {
    const body = typeof input === "string" ? input : JSON.stringify(input);
    const headers = { "content-type": "application/json", ...(key && { "idempotency-key": key }) };
    return this.#answer(await this.fetch(`/api/trpc/${procedure}`, { method: "POST", body, headers }));
  }

  /** The data of a query that has to work. */
  async query<T>(procedure: string, input?: unknown): Promise<T> {
    return this.#mustWork(procedure, await this.tryQuery<T>(procedure, input));
  }

  /** The data of a mutation that has to work. */
  async mutate<T>(procedure: string, input?: unknown, key?: string): Promise<T> {
    return this.#mustWork(procedure, await this.tryMutate<T>(procedure, input, key));
  }

  #mustWork<T>(procedure: string, answer: Answer<T>): T {
    if (answer.status !== 200) {
      throw new Error(`${procedure} answered ${answer.status}: ${JSON.stringify(answer.wire)}`);
    }
    return answer.data;
  }

  /** Opens a session the way the sign-in page does. */
  async signIn(proof: { email: string; password: string } | { token: string }): Promise<Response> {
    const by = "token" in proof ? "link" : "password";
    const csrf = (await (await this.fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    return this.fetch(`/api/auth/callback/${by}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...proof, csrfToken: csrf.csrfToken, callbackUrl: "/", json: "true" }),
    });
  }
}

const signedIn = new Map<DemoAccount["role"], Promise<ApiVisitor>>();

/** A demo account, signed in; one session per role and test worker. */
export function apiAs(role: DemoAccount["role"]): Promise<ApiVisitor> {
  let visitor = signedIn.get(role);
  if (!visitor) {
    visitor = (async () => {
      const { email, password } = demoAccount(role);
      const someone = new ApiVisitor();
      const response = await someone.signIn({ email, password });
      if (!response.ok) throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`);
      return someone;
    })();
    signedIn.set(role, visitor);
  }
  return visitor;
}
