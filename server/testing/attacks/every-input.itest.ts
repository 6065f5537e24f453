// Lines 8, 10, 12, 13 and 18 of the attack list, tried on every procedure there is, through both of its doors, by somebody who
// may call them all: nothing is refused here because of who asks.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "#server/platform/db.ts";
import { fingerprint } from "../fingerprint.ts";
import { openAttackedShop } from "./attacked-shop.ts";
import { Attacker } from "./attacker.ts";
import { inputFor, type Procedure, procedures, within } from "./procedures.ts";

openAttackedShop();

let admin: Attacker;
beforeAll(async () => {
  admin = await Attacker.staff("admin");
  // Elsewhere the REST adapter writes its whole document anew with every call.
  vi.stubEnv("NODE_ENV", "production");
});
afterAll(() => vi.unstubAllEnvs());

const called = procedures.filter(({ type }) => type !== "subscription");
const mutations = called.filter(({ type }) => type === "mutation");
const queries = called.filter(({ type }) => type === "query");
/** What every visit leaves is not looked at. */
const state = () => fingerprint(["user_session", "idempotency_key"]);

type Heard = { status: number; code: string; fields: string[] };
/** Answers that a cache might have kept for somebody else. */
const keepable: string[] = [];

type Wire = { code: string; details: { fields?: string[] } };
type One = { error?: { data: { httpStatus: number; wire: Wire } } };
const heard = (one: One, status: number): Heard => {
  const { httpStatus = status, wire } = one.error?.data ?? {};
  return { status: httpStatus, code: wire?.code ?? "ok", fields: wire?.details.fields ?? [] };
};

async function send(who: Attacker, path: string, init?: RequestInit): Promise<Heard[]> {
  const answer = await who.fetch(path, init);
  const cache = answer.headers.get("cache-control") ?? "";
  if (!cache.includes("no-store") || cache.includes("public")) keepable.push(`${path.slice(0, 80)}: ${cache}`);
  const body = await answer.json();
  if (Array.isArray(body)) return body.map((one) => heard(one, answer.status));
  if (path.startsWith("/api/trpc/")) return [heard(body, answer.status)];
  return [{ status: answer.status, code: body?.code ?? "ok", fields: body?.details?.fields ?? [] }];
}
const posted = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body,
  headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID(), ...headers },
});

/** Each of the texts as the procedure's input, through the door of our own pages. Questions go twenty at a time. */
async function ask({ path, type }: Procedure, texts: readonly string[], who = admin): Promise<Heard[]> {
  if (type === "mutation") {
    const all: Heard[] = [];
    for (const text of texts) all.push(...(await send(who, `/api/trpc/${path}`, posted(text))));
    return all;
  }
  const answers: Heard[] = [];
  for (let from = 0; from < texts.length; from += 20) {
    const some = texts.slice(from, from + 20);
    const input = `{${some.map((text, i) => `"${i}":${text}`).join()}}`;
    const names = some.map(() => path).join();
    answers.push(...(await send(who, `/api/trpc/${names}?batch=1&input=${encodeURIComponent(input)}`)));
  }
  return answers;
}

/** The same as a REST call: what stands in braces in the path comes from the input, or from `instead`. */
async function askRest(procedure: Procedure, input: Record<string, unknown>, instead?: string): Promise<Heard[]> {
  if (!procedure.rest) return [];
  const { method, path } = procedure.rest;
  const at = path.replace(/\{(\w+)\}/g, (_, key) => instead ?? encodeURIComponent(String(input[key] ?? "x")));
  const rest = Object.entries(input).filter(([key]) => !path.includes(`{${key}}`));
  if (method !== "GET" && method !== "DELETE") {
    return send(admin, `/api/rest${at}`, { ...posted(JSON.stringify(Object.fromEntries(rest))), method });
  }
  const asked = new URLSearchParams(rest.map(([key, value]) => [key, String(value)]));
  const headers = { "idempotency-key": crypto.randomUUID() };
  return send(admin, `/api/rest${at}?${asked}`, { method, headers });
}

describe("line 8: keys that the sender should not have", () => {
  const traps = { price: 1, status: "paid", role: "admin", roles: ["admin"], ownerId: "usr_1", userId_: "usr_1" };

  it("no part of any input takes a key that it does not name", () => {
    const open = called.flatMap(({ path, schemas }) =>
      schemas.flatMap((schema) =>
        within(schema)
          .filter(([, part]) => part.properties && part.additionalProperties !== false)
          .map(([at]) => `${path}${at}`),
      ),
    );
    expect(open).toEqual([]);
    // What may have any keys at all is a list by key: its keys are values.
    const lists = called.flatMap(({ path, schemas }) =>
      schemas.flatMap((schema) =>
        within(schema)
          .filter(([, part]) => part.type === "object" && !part.properties && !part.propertyNames)
          .map(([at]) => `${path}${at}`),
      ),
    );
    expect(lists).toEqual([]);
  });

  it("every change refuses them at both doors, and writes nothing", async () => {
    const before = await state();
    const wrong: string[] = [];
    for (const procedure of mutations) {
      const input = { ...inputFor(procedure), ...traps };
      const answers = [...(await ask(procedure, [JSON.stringify(input)])), ...(await askRest(procedure, input))];
      for (const { status, code, fields } of answers) {
        // Unknown keys are told of at the place of the object that has them.
        if (status !== 400 || !fields.includes("")) wrong.push(`${procedure.path}: ${status} ${code} ${fields}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await state()).toEqual(before);
  }, 60_000);
});

describe("line 18: changes that another site makes a browser send", () => {
  const sites: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  it("every one is refused at both doors, and writes nothing", async () => {
    const before = await state();
    const wrong: string[] = [];
    for (const procedure of mutations) {
      const body = JSON.stringify(inputFor(procedure));
      for (const site of sites) {
        const [byPage] = await send(admin, `/api/trpc/${procedure.path}`, posted(body, site));
        const at = procedure.rest?.path.replace(/\{\w+\}/g, "x");
        const init = { ...posted(body, site), method: procedure.rest?.method ?? "POST" };
        const [byRest] = await send(admin, `/api/rest${at}`, init);
        for (const reply of [byPage, byRest]) {
          if (reply?.status !== 403) wrong.push(`${procedure.path} ${JSON.stringify(site)}: ${reply?.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await state()).toEqual(before);
  }, 60_000);
});

describe("line 13: SQL in the words of a question", () => {
  const payloads = [
    "' OR 1=1 --",
    "x'; DROP TABLE product; --",
    "1) UNION SELECT email, password_hash FROM app_user --",
    "%' AND 1=CAST((SELECT password_hash FROM app_user LIMIT 1) AS int) --",
    "\\'); $$ %s {0} $1",
  ];
  const asWords = (schema: Procedure["properties"][string]) =>
    within(schema).some(([, part]) => part.type === "string" || part.enum !== undefined);

  it("every filter, sort, locale, currency and search takes it as words, or not at all", async () => {
    const before = await state();
    const wrong: string[] = [];
    let understood = 0;
    for (const procedure of queries) {
      const honest = inputFor(procedure);
      for (const [key, schema] of Object.entries(procedure.properties)) {
        if (!asWords(schema)) continue;
        const inputs = payloads.map((payload) => ({ ...honest, [key]: schema.type === "array" ? [payload] : payload }));
        const closed = within(schema).every(([, part]) => part.type !== "string" || part.enum || "const" in part);
        const answers = await ask(
          procedure,
          inputs.map((input) => JSON.stringify(input)),
        );
        answers.push(...(await askRest(procedure, inputs[1] ?? {})));
        for (const { status, code } of answers) {
          if (status >= 500 || (closed && status !== 400)) wrong.push(`${procedure.path} ${key}: ${status} ${code}`);
          if (status === 200) understood += 1;
        }
      }
    }
    expect(wrong).toEqual([]);
    // The words do come as far as the database: this is not all refused for its form.
    expect(understood).toBeGreaterThan(200);
    expect(await state()).toEqual(before);
  }, 120_000);

  it.each(payloads)("%j as a language is no language", async (language) => {
    const headers = { "x-comptoir-locale": language.replace(/[^\x20-\x7e]/g, ""), "accept-language": "' OR 1=1" };
    const [answer] = await send(admin, "/api/trpc/shop.catalogue.newest?input=%7B%22limit%22%3A1%7D", { headers });
    expect(answer).toMatchObject({ status: 200 });
  });
});

// Last: what fits by chance is carried out.
describe("line 10: inputs that no program of ours would write", () => {
  const deep = 20_000;
  const shapes = [
    ...["null", "[]", '"text"', '{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'],
    `${'{"a":'.repeat(deep)}1${"}".repeat(deep)}`,
  ];
  const broken = [
    "{",
    '{"a":',
    "undefined",
    "\u0000",
    '{"a":"\\u12"}',
    "NaN",
    "'x'",
    "1e999",
    "[[[[]]]]",
    "[".repeat(deep),
  ];
  const values: unknown[] = ["a\u0000b", 2 ** 40, "\ud800", "x".repeat(20_000), [null, {}, [[]]], -1];
  const edges = values.slice(0, 2);
  const failed: string[] = [];
  const look = (procedure: Procedure, what: string, answers: readonly Heard[]) => {
    for (const { status, code } of answers)
      if (status >= 500) failed.push(`${procedure.path} (${what}): ${status} ${code}`);
  };

  it("every procedure refuses what is not its form, and none fails", async () => {
    const wrong: string[] = [];
    for (const procedure of called) {
      await db().rateLimit.deleteMany();
      // Some of what fits ends the session.
      const who = procedure.type === "mutation" ? await Attacker.staff("admin") : admin;
      const keys = Object.keys(procedure.properties);
      const answers = await ask(procedure, shapes, who);
      look(procedure, "shapes", answers);
      if (keys.length > 0) {
        for (const [i, { status }] of answers.entries()) {
          // An own key of that name is dropped by the parser: what is left is an empty input.
          if (shapes[i]?.includes("__proto__")) continue;
          if (status < 400) wrong.push(`${procedure.path} ${shapes[i]?.slice(0, 30)}: ${status}`);
        }
      }
      const honest = inputFor(procedure);
      const all = values.map((value) => Object.fromEntries(keys.map((key) => [key, value])));
      const each = keys.flatMap((key) => edges.map((value) => ({ ...honest, [key]: value })));
      const asked = [...all, ...each].map((input) => JSON.stringify(input));
      look(procedure, "values", await ask(procedure, asked, who));
    }
    expect(failed).toEqual([]);
    expect(wrong).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }, 240_000);

  it.each(broken.map((text) => [text.slice(0, 12), text]))("%j is no input of any change", async (_, text) => {
    for (const path of ["/api/trpc/shop.cart.add", "/api/trpc/shop.cart.add?batch=1", "/api/rest/cart/lines"]) {
      expect(await send(admin, path, posted(text)), path).toMatchObject([{ status: 400, code: "bad_request" }]);
    }
  });

  it("no REST address fails for what stands in it", async () => {
    for (const procedure of queries) {
      await db().rateLimit.deleteMany();
      const honest = inputFor(procedure);
      const keys = Object.keys(honest);
      for (const part of ["%00", "%ff", "..%2f..%2fetc%2fpasswd", "x".repeat(3_000)]) {
        if (procedure.rest?.path.includes("{"))
          look(procedure, part.slice(0, 9), await askRest(procedure, honest, part));
      }
      look(procedure, "zero bytes", await askRest(procedure, Object.fromEntries(keys.map((key) => [key, "\u0000"]))));
    }
    expect(failed).toEqual([]);
  }, 60_000);

  it("ten megabytes are refused unread, whatever the door and whatever is said of their length", async () => {
    for (const path of ["/api/trpc/shop.cart.add", "/api/rest/cart/lines"]) {
      let pulled = 0;
      const endless = new ReadableStream({
        pull: (to) => {
          pulled += 1;
          to.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
          if (pulled === 10) to.close();
        },
      });
      const body = { ...posted(""), body: endless, duplex: "half" } as RequestInit;
      expect(await send(admin, path, body)).toMatchObject([{ status: 413 }]);
      expect(pulled).toBeLessThan(4);
      expect(await send(admin, path, posted(" ".repeat(10 * 1024 * 1024)))).toMatchObject([{ status: 413 }]);
    }
  });

  it("the shop is open afterwards", async () => {
    expect((await new Attacker().query("shop.catalogue.newest", { limit: 1 })).status).toBe(200);
  });
});

describe("line 12: what a cache between could keep", () => {
  it("none of all these answers, of whatever procedure, status and door", () => {
    expect([...new Set(keepable)]).toEqual([]);
  });
});
