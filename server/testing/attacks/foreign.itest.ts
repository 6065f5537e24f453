// Lines 1, 2, 4 and 12 of the attack list as one table: everything that names a record of somebody, asked for by everybody
// else. Procedures and papers are read from the code: one that is added without a row here turns this suite red.
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { documentPaths, serveDocument } from "#server/api/documents.ts";
import { serveExport } from "#server/api/exports.ts";
import { appRouter } from "#server/api/root.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { company, joined, somebody } from "../company-members.ts";
import { fingerprint } from "../fingerprint.ts";
import { article } from "../shoppers.ts";
import { openAttackedShop } from "./attacked-shop.ts";
import { Attacker } from "./attacker.ts";
import { type Estate, endedSession, makeEstate, secretWords } from "./estate.ts";
import { papers } from "./foreign-papers.ts";
import { nobodys, owned, tables } from "./foreign-rows.ts";

openAttackedShop();

let estate: Estate;
/** Everybody who is not the owner, by name. */
let others: Record<string, Attacker>;

async function session(change: object, maxAge = 3600): Promise<string> {
  const { userId } = estate.owner;
  const [user, row] = await Promise.all([
    db().user.findUniqueOrThrow({ where: { id: userId } }),
    db().userSession.findFirstOrThrow({ where: { userId }, orderBy: { id: "asc" } }),
  ]);
  const since = Math.floor(Date.now() / 1000);
  const token = { sub: userId, sid: row.id, ver: user.sessionVersion, since, ...change };
  return encode({ token, secret: env().NEXTAUTH_SECRET, maxAge });
}

beforeAll(async () => {
  const { variantId } = await article({ stock: 50, price: "100" });
  estate = await makeEstate(variantId);
  const rival = await somebody();
  const rivals = await company(rival);
  const year = 366 * 86_400;
  others = {
    guest: new Attacker(),
    stranger: await somebody(),
    "head of another company": rival,
    "member of another company": await joined(rival, rivals, ["approver"]),
    "removed member": estate.former,
    "staff without the permission": await Attacker.staff("catalogue"),
    "ended session": await endedSession(estate.owner),
    "expired session": Attacker.holding(await session({}, -60)),
    "session of last year": Attacker.holding(await session({ since: Math.floor(Date.now() / 1000) - year })),
    "session before a change of password": Attacker.holding(await session({ ver: -1 })),
    "cookie of another secret": Attacker.holding(
      await encode({ token: { sub: estate.owner.userId }, secret: "somebody's own secret of some length" }),
    ),
    "tampered cookie": Attacker.holding(`${(await session({})).slice(0, -2)}xx`),
  };
}, 180_000);

type Def = { type: string; inputs: z.ZodType[] };
const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { type, inputs } = (procedure as unknown as { _def: Def })._def;
  const keys = inputs.flatMap((input) => {
    const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
    const branches = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
    return branches.flatMap((branch) => Object.keys((branch as { properties?: object }).properties ?? {}));
  });
  return { path, type, keys };
});
/** Keys by which an input can mean a record that belongs to somebody. */
const naming =
  /^(id|number|token|code|\w+Number|(line|company|invitation|user|amendment|orderLine|session|partner|cart|quote)Ids?)$/;

/** Everything anybody might have left behind; what every visit leaves is not looked at. */
const state = async () => ({
  ...(await fingerprint(["user_session", "idempotency_key"])),
  sessions: await db().userSession.count({ where: { userId: estate.owner.userId, endedAt: null } }),
});

const ask = (who: Attacker, path: string, input: unknown) =>
  procedures.find((each) => each.path === path)?.type === "mutation" ? who.mutate(path, input) : who.query(path, input);

/** Words of the owner that an answer repeats though the question did not say them. */
function leaked(answer: unknown, question: unknown): string[] {
  const [told, asked] = [JSON.stringify(answer), JSON.stringify(question)];
  const secrets = [secretWords, estate.owner.email, estate.sent.number, estate.sent.invoice, estate.ticket.email];
  return secrets.filter((secret) => told.includes(secret) && !asked.includes(secret));
}

describe("the table", () => {
  it("knows every procedure outside of the back office that names somebody's record, and no other", () => {
    const named = procedures
      .filter(
        ({ path, keys, type }) =>
          !path.startsWith("admin.") && type !== "subscription" && keys.some((k) => naming.test(k)),
      )
      .map(({ path }) => path);
    expect([...Object.keys(owned), ...Object.keys(nobodys)].sort()).toEqual(named.sort());
  });

  it("knows every place where a paper lies", () => {
    const rows = Object.values(papers(estate)).map(({ path }) => path);
    expect(documentPaths.filter((pattern) => !rows.some((path) => pattern.test(path)))).toEqual([]);
  });

  it("knows every table that belongs to somebody, so that a change would be seen", async () => {
    const seen = Object.keys(await state());
    expect(tables.filter((name) => !seen.includes(name))).toEqual([]);
  });
});

describe("procedures", () => {
  it("tell and change nothing for others, whoever they are", async () => {
    const before = await state();
    const wrong: string[] = [];
    for (const [path, row] of Object.entries(owned)) {
      for (const [name, input] of row.attacks(estate)) {
        // Who they are matters to what is theirs by name; a secret that is not quite right is tried by two.
        const guessed = !["as it is", "by number", "the very link"].includes(name);
        for (const [who, attacker] of Object.entries(others)) {
          if (guessed && who !== "guest" && who !== "stranger") continue;
          // How many may be tried is another line of the list; here each of them is.
          await db().rateLimit.deleteMany();
          const reply = await ask(attacker, path, input);
          const line = `${path} (${name}) by ${who}: ${reply.status} ${reply.code}`;
          if (!(row.refused ?? [401, 403, 404]).includes(reply.status)) wrong.push(line);
          const told = leaked([reply.data, reply.details], input);
          if (told.length) wrong.push(`${line}, and tells ${told.join()}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await state()).toEqual(before);
  }, 300_000);

  it("let a member with a lesser role see and change nothing of the company", async () => {
    const before = await state();
    const wrong: string[] = [];
    for (const [path, { heads, attacks }] of Object.entries(owned)) {
      if (!heads) continue;
      for (const [name, input] of attacks(estate)) {
        const { status, code } = await ask(estate.buyer, path, input);
        if (![403, 404].includes(status)) wrong.push(`${path} (${name}): ${status} ${code}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await state()).toEqual(before);
  });
});

describe("papers and files", () => {
  let address = 0;
  const open = async (path: string, who: Attacker) => {
    const headers = { "x-forwarded-for": `10.7.${++address >> 6}.${address % 64}` };
    const parts = (path.split("?")[0] ?? "").split("/");
    const actor = () => who.actor();
    return path.startsWith("exports/")
      ? serveExport(parts.slice(1), new Request(`http://shop.example/api/${path}`, { headers }), actor)
      : serveDocument(parts, new Request(`http://shop.example/api/documents/${path}`, { headers }), actor);
  };

  it("do not exist for others", async () => {
    const wrong: string[] = [];
    for (const [name, { path, attacks, everybodys }] of Object.entries(papers(estate))) {
      await db().rateLimit.deleteMany();
      for (const attack of attacks ?? [path]) {
        for (const [who, attacker] of Object.entries(others)) {
          const answer = await open(attack, attacker);
          const body = await answer.text();
          const expected = everybodys ? [200, 400, 404] : [404];
          if (!expected.includes(answer.status)) wrong.push(`${name} (${attack}) for ${who}: ${answer.status}`);
          if (leaked(body, attack).length) wrong.push(`${name} (${attack}) for ${who} tells ${leaked(body, attack)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it("open for whom they are made: the rows aim at what is there", async () => {
    const readers = { owner: estate.owner, staff: await Attacker.staff("admin"), guest: new Attacker() };
    const wrong: string[] = [];
    await db().rateLimit.deleteMany();
    for (const [name, { path, reader }] of Object.entries(papers(estate))) {
      if (!reader) continue;
      const { status } = await open(path, readers[reader]);
      if (status !== 200) wrong.push(`${name} (${path}): ${status}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

// Last: what the owner does changes the estate.
describe("the owner", () => {
  it("gets what was asked for: each attack aims at what is there", async () => {
    const wrong: string[] = [];
    await db().rateLimit.deleteMany();
    for (const [path, { own, by }] of Object.entries(owned)) {
      if (!own) continue;
      const who = by ? estate[by] : estate.owner;
      const { status, code } = await ask(who, path, own(estate));
      if ([401, 403, 404].includes(status)) wrong.push(`${path}: ${status} ${code}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});
