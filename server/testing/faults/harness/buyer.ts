// A buyer over HTTP, with a browser's patience: told to come back, they come back with the very same request.
import { setTimeout as wait } from "node:timers/promises";
import { recoveryMs } from "./eventually.ts";

const somewhere = {
  recipient: "Anne Martin",
  line1: "12 rue de la Paix",
  postcode: "75002",
  city: "Paris",
  country: "FR",
};

export type Reply<T> = {
  /** 0: no answer at all. */
  status: number;
  code: string;
  /** Seconds after which to come back, when told. */
  retryAfter: number | null;
  data: T;
};
export type Placed = { orderId: string; number: string; token: string; payUrl: string };
export type Wish = Awaited<ReturnType<Buyer["wish"]>>;

/** True for answers after which the same request is worth sending again. */
export const isPassing = ({ status, retryAfter }: Reply<unknown>): boolean =>
  status === 0 || status === 503 || retryAfter !== null;

export class Buyer {
  readonly email = `buyer.${crypto.randomUUID().slice(0, 12)}@example.com`;
  /** Every answer heard, as "status code". */
  readonly heard: string[] = [];
  url: string;
  #cookie = "";

  constructor(url: string) {
    this.url = url;
  }

  async #send<T>(path: string, init: RequestInit): Promise<Reply<T>> {
    try {
      const response = await fetch(`${this.url}${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), ...(this.#cookie && { cookie: this.#cookie }) },
        signal: AbortSignal.timeout(30_000),
      });
      for (const line of response.headers.getSetCookie()) this.#cookie = line.split(";")[0] ?? "";
      type Wire = { code: string };
      const body = (await response.json()) as {
        result?: { data: T };
        error?: { data: { wire: Wire } };
      } & Partial<Wire>;
      const code = body.error?.data.wire.code ?? body.code ?? (response.ok ? "ok" : "?");
      const seconds = response.headers.get("retry-after");
      this.heard.push(`${response.status} ${code}`);
      return {
        status: response.status,
        code,
        retryAfter: seconds === null ? null : Number(seconds),
        data: body.result?.data as T,
      };
    } catch {
      this.heard.push("0 no answer");
      return { status: 0, code: "no answer", retryAfter: null, data: undefined as T };
    }
  }

  /** A change, under a key of its own unless one is given: the same key is the same change. */
  mutate<T = unknown>(procedure: string, input: object, key: string = crypto.randomUUID()): Promise<Reply<T>> {
    return this.#send(`/api/trpc/${procedure}`, {
      method: "POST",
      body: JSON.stringify(input),
      headers: { "content-type": "application/json", "idempotency-key": key },
    });
  }

  query<T = unknown>(procedure: string, input: object): Promise<Reply<T>> {
    return this.#send(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {});
  }

  /** Sends until the answer is one that lasts. */
  async #patiently<T>(send: () => Promise<Reply<T>>, within = recoveryMs): Promise<Reply<T>> {
    const end = Date.now() + within;
    for (;;) {
      const reply = await send();
      if (!isPassing(reply) || Date.now() > end) return reply;
      await wait(Math.max(200, (reply.retryAfter ?? 0) * 1_000));
    }
  }

  async #must<T>(what: string, send: () => Promise<Reply<T>>): Promise<T> {
    const reply = await this.#patiently(send);
    if (reply.status !== 200) throw new Error(`${what}: ${reply.status} ${reply.code} (${this.heard.join(", ")})`);
    return reply.data;
  }

  fill(variantId: string, quantity = 1) {
    const key = crypto.randomUUID();
    return this.#must("filling the basket", () => this.mutate("shop.cart.add", { variantId, quantity }, key));
  }

  /** What ordering the basket takes, its price seen. */
  async wish() {
    type Methods = { code: string }[];
    const country = "FR";
    const methods = await this.#must("delivery methods", () =>
      this.query<Methods>("shop.checkout.shippingMethods", { country }),
    );
    const shippingMethod = methods[0]?.code ?? "";
    const { signature } = await this.#must("quote", () =>
      this.query<{ signature: string }>("shop.checkout.quote", { country, shippingMethod }),
    );
    const order = {
      email: this.email,
      delivery: somewhere,
      billing: null,
      shippingMethod,
      acceptTerms: true,
      signature,
    };
    return { order, key: crypto.randomUUID() };
  }

  place({ order, key }: Wish) {
    return this.mutate<Placed>("shop.checkout.placeOrder", order, key);
  }

  /** The same wish under the same key, until there is an answer that lasts. */
  placePatiently(wish: Wish) {
    return this.#patiently(() => this.place(wish));
  }

  async order(variantId: string, quantity = 1): Promise<Placed> {
    await this.fill(variantId, quantity);
    const wish = await this.wish();
    return this.#must("ordering", () => this.place(wish));
  }

  settle({ token }: Pick<Placed, "token">) {
    return this.mutate<{ status: string }>("shop.checkout.settle", { token });
  }

  /** Asks how it stands, under a new key each time: another moment is another question. */
  settlePatiently(placed: Pick<Placed, "token">) {
    return this.#patiently(() => this.settle(placed));
  }
}
