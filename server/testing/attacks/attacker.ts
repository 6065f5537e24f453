// Somebody hostile with a cookie jar: sends requests through the very doors of the shop (tRPC, REST, webhooks), in one process
// with the test, so that what they did can be looked at in the database right after.
import { encode } from "next-auth/jwt";
import { vi } from "vitest";
import type { Actor } from "#server/access/actor.ts";
import type { StaffRole } from "#server/access/roles.ts";
import { actorOfSession, sessionCookieName } from "#server/auth/read-session.ts";
import { httpStatus } from "#server/kernel/errors.ts";
import { openSession } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { paris } from "../shoppers.ts";

type Jar = Map<string, string>;

const asking = await vi.hoisted(async () => {
  const { AsyncLocalStorage } = await import("node:async_hooks");
  return new AsyncLocalStorage<Jar>();
});
// Next keeps the cookies of the request it is answering beside it; here the asker does.
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => {
      const value = asking.getStore()?.get(name);
      return value === undefined ? undefined : { name, value };
    },
  }),
}));
const { handleRest, handleTrpc } = await import("#server/api/http.ts");

export type Reply<T = Record<string, unknown>> = {
  status: number;
  /** "ok", or the code of the refusal. */
  code: string;
  details: Record<string, unknown>;
  data: T;
  headers: Headers;
};

/** An answer in one line: what tables of attacks expect. */
export const said = (reply: Reply<unknown>): string =>
  reply.code === "ok" ? String(reply.status) : `${reply.status} ${reply.code}`;

type Quote = { total: { minor: number }; shipping: { minor: number }; signature: string };
export type Placed = { orderId: string; number: string; token: string; payUrl: string };

export class Attacker {
  readonly #jar: Jar = new Map();

  /** A member of staff, by role: the demo account of that role, signed in. */
  static async staff(role: StaffRole): Promise<Attacker> {
    const user = await db().user.findFirstOrThrow({ where: { staffRoles: { some: { role } } } });
    return Attacker.user(user);
  }

  /** Somebody with an account, signed in. */
  static async user(user: { id: string; sessionVersion: number }): Promise<Attacker> {
    const device = { token: null, userAgent: null, ip: "192.0.2.66" };
    const opened = { userId: user.id, version: user.sessionVersion, device, now: new Date() };
    const { id: sid } = await inTx((tx) => openSession(tx, opened));
    const token = { sub: user.id, sid, ver: user.sessionVersion, since: Math.floor(Date.now() / 1000) };
    return Attacker.holding(await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: 3600 }));
  }

  /** Whoever holds this session cookie, however they came by it. */
  static holding(cookie: string): Attacker {
    const someone = new Attacker();
    someone.#jar.set(sessionCookieName(), cookie);
    return someone;
  }

  /** Who the shop takes this one for. */
  actor(): Promise<Actor> {
    return actorOfSession(this.#jar.get(sessionCookieName()));
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const request = new Request(new URL(path, env().PUBLIC_URL), init);
    const door = path.startsWith("/api/rest/") ? handleRest : handleTrpc;
    const response = await asking.run(this.#jar, () => door(request));
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.#jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  async #reply<T>(response: Response): Promise<Reply<T>> {
    type Wire = { code: string; details: Record<string, unknown> };
    type Body = { result?: { data: T }; error?: { data: { wire: Wire } } } & Partial<Wire>;
    const body = (await response.json()) as Body;
    const wire = body.error?.data.wire ?? (body.code ? (body as Wire) : undefined);
    const data = (body.result ? body.result.data : body) as T;
    const { status, headers } = response;
    return { status, headers, code: wire?.code ?? (status < 400 ? "ok" : "?"), details: wire?.details ?? {}, data };
  }

  /** A tRPC mutation. `input` may be JSON text, to send what no object can say. */
  async mutate<T = Record<string, unknown>>(
    procedure: string,
    input: unknown = {},
    key: string = crypto.randomUUID(),
  ): Promise<Reply<T>> {
    const body = typeof input === "string" ? input : JSON.stringify(input);
    return this.#reply(
      await this.fetch(`/api/trpc/${procedure}`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "idempotency-key": key },
      }),
    );
  }

  /** A tRPC query. */
  async query<T = Record<string, unknown>>(procedure: string, input: unknown = {}): Promise<Reply<T>> {
    return this.#reply(await this.fetch(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`));
  }

  /** A REST call. `body` may be JSON text. */
  async rest<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    key: string = crypto.randomUUID(),
  ): Promise<Reply<T>> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return this.#reply(
      await this.fetch(`/api/rest${path}`, {
        method,
        headers: { "content-type": "application/json", "idempotency-key": key },
        ...(body !== undefined && { body: text }),
      }),
    );
  }

  add(variantId: string, quantity = 1) {
    return this.mutate<{ lines: { id: string; quantity: number }[]; itemCount: number }>("shop.cart.add", {
      variantId,
      quantity,
    });
  }

  /** What an honest shopper would send to order the basket as it stands, having seen its price. */
  async wish(changes: object = {}, country = "FR") {
    const methods = await this.query<{ code: string }[]>("shop.checkout.shippingMethods", { country });
    const shippingMethod = methods.data[0]?.code ?? "none";
    const { data: quote } = await this.query<Quote>("shop.checkout.quote", { country, shippingMethod });
    return {
      email: `mallory.${crypto.randomUUID().slice(0, 8)}@example.com`,
      delivery: { ...paris, country },
      billing: null,
      shippingMethod,
      acceptTerms: true,
      signature: quote.signature,
      key: crypto.randomUUID(),
      ...changes,
    };
  }

  /** Orders; a wish has the key that it is sent under, also when it is sent again. */
  place(wish: object) {
    const { key, ...input } = wish as { key?: string };
    return this.mutate<Placed>("shop.checkout.placeOrder", input, key);
  }

  /**
   * Sends the same wish again for as long as the shop asks to come back later (503) or says that it is still at it (409 with
   * Retry-After), as a browser does.
   */
  async placePatiently(wish: object, patience = 30): Promise<Reply<Placed>> {
    for (let tries = patience; ; tries--) {
      const reply = await this.place(wish);
      const later = reply.status === httpStatus.unavailable || reply.headers.has("retry-after");
      if (!later || tries === 0) return reply;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** A shopper with so many pieces in the basket, ready to order. */
export async function shopperWith(goods: readonly { variantId: string; quantity?: number }[]) {
  const someone = new Attacker();
  for (const { variantId, quantity } of goods) {
    let reply = await someone.add(variantId, quantity);
    // A shop too busy for a moment asks to come back.
    for (let tries = 5; tries > 0 && reply.status === httpStatus.unavailable; tries--) {
      await new Promise((done) => setTimeout(done, 200));
      reply = await someone.add(variantId, quantity);
    }
    if (reply.status !== 200) throw new Error(`the basket refused: ${said(reply)}`);
  }
  return { someone, wish: await someone.wish() };
}

/** An order of a stranger, placed and not yet paid. */
export async function placedOrder(goods: readonly { variantId: string; quantity?: number }[]) {
  const { someone, wish } = await shopperWith(goods);
  const reply = await someone.place(wish);
  if (reply.status !== 200) throw new Error(`the order was refused: ${said(reply)}`);
  return { ...reply.data, someone, email: wish.email };
}
