// QUALITY 2.9 at the doors: what HTTP clients of tRPC and REST are promised about `Idempotency-Key`.
import { describe, expect, it } from "vitest";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { db } from "#server/platform/db.ts";
import { levelOf, openAttackedShop } from "../testing/attacks/attacked-shop.ts";
import { Attacker, said, shopperWith } from "../testing/attacks/attacker.ts";
import { article } from "../testing/shoppers.ts";
import { appRouter } from "./root.ts";

openAttackedShop();

type Sent = { status: number; body: string; headers: Headers };
type Door = { door: string; add: (who: Attacker, input: unknown, key: string | null) => Promise<Sent> };

const send = async (who: Attacker, path: string, input: unknown, key: string | null): Promise<Sent> => {
  const headers = { "content-type": "application/json", ...(key !== null && { "idempotency-key": key }) };
  const response = await who.fetch(path, { method: "POST", body: JSON.stringify(input), headers });
  return { status: response.status, body: await response.text(), headers: response.headers };
};
const doors: Door[] = [
  { door: "tRPC", add: (who, input, key) => send(who, "/api/trpc/shop.cart.add", input, key) },
  { door: "REST", add: (who, input, key) => send(who, "/api/rest/cart/lines", input, key) },
];
const codeIn = ({ body }: Sent) => /"code":"([a-z._]+)"/.exec(body)?.[1] ?? "ok";
const pieces = async (who: Attacker) => (await who.query<{ itemCount: number }>("shop.cart.get")).data.itemCount;
const someone = async () => {
  const { variantId } = await article({ stock: 99 });
  return { who: new Attacker(), input: { variantId, quantity: 1 }, key: crypto.randomUUID() };
};
/** What this process knows of running requests is forgotten: the next one comes to another process. */
const inAnotherProcess = () => (globalThis as { comptoirKeys?: Map<string, string> }).comptoirKeys?.clear();

describe.each(doors)("a change by $door", ({ door, add }) => {
  it.each([
    { name: "without a key", key: null, answer: [400, "idempotency_key_required"] },
    { name: "with an empty key", key: '""', answer: [400, "idempotency_key_required"] },
    { name: "with a key that is too long", key: "k".repeat(256), answer: [400, "idempotency_key_invalid"] },
    { name: "with a key beyond ASCII", key: "clé", answer: [400, "idempotency_key_invalid"] },
    { name: "with a key", key: crypto.randomUUID(), answer: [200, "ok"] },
    { name: "with a key in quotes, as the draft writes it", key: `"${crypto.randomUUID()}"`, answer: [200, "ok"] },
  ])("$name → $answer", async ({ key, answer }) => {
    const { who, input } = await someone();
    const sent = await add(who, input, key?.replace(/(?<=[0-9a-f]{12})(?="?$)/, door) ?? null);
    expect([sent.status, codeIn(sent)]).toEqual(answer);
    expect(await pieces(who)).toBe(answer[0] === 200 ? 1 : 0);
  });

  it("repeated gives the same status and body, and says that it is a replay", async () => {
    const { who, input, key } = await someone();
    await add(who, input, crypto.randomUUID());
    const first = await add(who, input, key);
    await add(who, input, crypto.randomUUID());
    const again = await add(who, input, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect([first, again].map((sent) => sent.headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    expect(await pieces(who)).toBe(3);
  });

  it("is the same with the key in quotes and without", async () => {
    const { who, input, key } = await someone();
    const first = await add(who, input, key);
    // A visitor without a basket is known by the address until the basket is there.
    const again = await add(new Attacker(), input, `"${key}"`);
    expect(again.body).toBe(first.body);
  });

  it("repeated by a visitor who lost the first answer brings the basket's cookie again", async () => {
    const { who, input, key } = await someone();
    const first = await add(who, input, key);
    const again = await add(new Attacker(), input, key);
    expect(again.headers.get("set-cookie")).toBe(first.headers.get("set-cookie"));
    expect(again.headers.get("set-cookie")).toMatch(/^comptoir_cart=/);
  });

  it("with the key of another input is refused", async () => {
    const { who, input, key } = await someone();
    await add(who, input, crypto.randomUUID());
    await add(who, input, key);
    const other = await add(who, { ...input, quantity: 2 }, key);
    expect([other.status, codeIn(other)]).toEqual([422, "idempotency_key_reused"]);
    expect(await pieces(who)).toBe(2);
  });

  it("with the key of another basket is another change", async () => {
    const [anne, bob] = [await someone(), await someone()];
    for (const { who, input } of [anne, bob]) await add(who, input, crypto.randomUUID());
    await add(anne.who, anne.input, anne.key);
    expect((await add(bob.who, bob.input, anne.key)).headers.get("idempotent-replayed")).toBeNull();
    expect([await pieces(anne.who), await pieces(bob.who)]).toEqual([2, 2]);
  });

  it("that was refused by its input may be corrected under the same key", async () => {
    const { who, input, key } = await someone();
    expect((await add(who, { ...input, quantity: -1 }, key)).status).toBe(400);
    expect((await add(who, { ...input, variantId: "var_none" }, key)).status).toBe(422);
    expect((await add(who, input, key)).status).toBe(200);
    expect(await pieces(who)).toBe(1);
  });

  it.each([
    { where: "one process", apart: false },
    { where: "many", apart: true },
  ])(
    "sent fifty times at once, to $where: one effect, the others 409 with Retry-After or the replay",
    async ({ apart }) => {
      const { who, input, key } = await someone();
      await add(who, input, crypto.randomUUID());
      const all = await Promise.all(
        Array.from({ length: 50 }, () => {
          if (apart) inAnotherProcess();
          return add(who, input, key);
        }),
      );
      expect(await pieces(who)).toBe(2);
      const fresh = all.filter((sent) => sent.status === 200 && !sent.headers.has("idempotent-replayed"));
      expect(fresh).toHaveLength(1);
      for (const sent of all.filter((sent) => sent !== fresh[0])) {
        if (sent.status === 200) expect(sent.body).toBe(fresh[0]?.body);
        else {
          expect([sent.status, codeIn(sent)]).toEqual([409, "idempotency_in_progress"]);
          expect(Number(sent.headers.get("retry-after"))).toBeGreaterThan(0);
        }
      }
      expect((await add(who, input, key)).body).toBe(fresh[0]?.body);
    },
  );
});

describe("placing an order", () => {
  it("whose provider does not answer is continued under the same key: one order, one payment", async () => {
    const { variantId } = await article({ stock: 5 });
    const { someone: anne, wish } = await shopperWith([{ variantId }]);
    const provider = paymentProvider();
    const start = provider.start.bind(provider);
    provider.start = async () => {
      throw new DomainError("unavailable", "payments.provider_unavailable");
    };
    const first = await anne.place(wish);
    provider.start = start;
    expect([said(first), Number(first.headers.get("retry-after")) > 0]).toEqual([
      "503 payments.provider_unavailable",
      true,
    ]);
    const [held] = await db().reservation.findMany({ where: { variantId }, select: { orderId: true } });
    const second = await anne.place(wish);
    expect([said(second), second.data.orderId]).toEqual(["200", held?.orderId]);
    const again = await anne.place(wish);
    expect(again.data).toEqual(second.data);
    expect(await db().payment.count({ where: { orderId: second.data.orderId } })).toBe(1);
    expect(await levelOf(variantId)).toEqual({ onHand: 5, reserved: 1 });
  });
});

describe("a refused guest", () => {
  it("hears that before anything about keys", async () => {
    const reply = await send(new Attacker(), "/api/trpc/admin.orders.addNote", { number: "SO-1", text: "x" }, null);
    expect([reply.status, codeIn(reply)]).toEqual([401, "sign_in_required"]);
  });
});

type Procedure = { _def: { type: string } };
const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
  .filter(([, procedure]) => procedure._def.type === "mutation")
  .map(([path]) => path);

describe("every procedure that changes something", () => {
  it("wants a key, whoever may call it", async () => {
    expect(mutations.length).toBeGreaterThan(30);
    const callers = [new Attacker(), await Attacker.staff("admin")];
    const wrong: string[] = [];
    for (const path of mutations) {
      const replies = await Promise.all(callers.map((who) => send(who, `/api/trpc/${path}`, {}, null)));
      const codes = replies.map(codeIn);
      const refusedFirst = ["sign_in_required", "forbidden"];
      if (codes.some((code) => ![...refusedFirst, "idempotency_key_required"].includes(code)))
        wrong.push(`${path}: ${codes}`);
      if (!codes.includes("idempotency_key_required")) wrong.push(`${path} could not be asked: ${codes}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
