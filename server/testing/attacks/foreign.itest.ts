// Lines 1, 2, 4 and 12 of the attack list as one table: everything that names a record of somebody, asked for by everybody
// else. Procedures and papers are read from the code: one that is added without a row here turns this suite red.
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { can } from "#server/access/actor.ts";
import { staffRoles } from "#server/access/roles.ts";
import { documentPaths, permissionFor, serveDocument } from "#server/api/documents.ts";
import { serveExport } from "#server/api/exports.ts";
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
import { inputFor, procedures } from "./procedures.ts";

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
        ({ path, properties, type }) =>
          !path.startsWith("admin.") &&
          type !== "subscription" &&
          Object.keys(properties).some((key) => naming.test(key)),
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

describe("lines 1, 2 and 4: procedures asked for what is somebody else's", () => {
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

  it("lists and searches show others nothing of it, whatever they filter by", async () => {
    const lists = procedures.filter(({ path, type }) => type === "query" && !/^admin\./.test(path) && !owned[path]);
    const filters = [estate.sent.number, estate.owner.email, estate.partnerId, secretWords];
    const seen = async (who: Attacker, only = filters) => {
      const told = new Map<string, string[]>();
      for (const procedure of lists) {
        const words = Object.keys(procedure.properties).filter((key) => procedure.properties[key]?.type === "string");
        const inputs = [{}, ...words.flatMap((key) => only.map((word) => ({ [key]: word })))];
        for (const given of inputs) {
          const input = { ...inputFor(procedure), ...given };
          const reply = await ask(who, procedure.path, input);
          const words = leaked([reply.data, reply.details], input);
          if (words.length) told.set(`${procedure.path} ${JSON.stringify(given)}`, words);
        }
      }
      return told;
    };
    await db().rateLimit.deleteMany();
    for (const name of ["stranger", "head of another company", "removed member", "guest"]) {
      expect([...(await seen(others[name] as Attacker))], name).toEqual([]);
    }
    // To the owner the same lists tell.
    expect((await seen(estate.owner, [])).size).toBeGreaterThan(5);
  }, 120_000);

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

describe("lines 1, 2 and 12: papers and files of somebody else", () => {
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
          if (answer.headers.get("cache-control") !== "private, no-store") wrong.push(`${name} may be kept by caches`);
          const expected = everybodys ? [200, 400, 404] : [404];
          if (!expected.includes(answer.status)) wrong.push(`${name} (${attack}) for ${who}: ${answer.status}`);
          if (leaked(body, attack).length) wrong.push(`${name} (${attack}) for ${who} tells ${leaked(body, attack)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it("do not exist for staff whose roles lack their permission, whichever role", async () => {
    const wrong: string[] = [];
    const staffs = Object.values(papers(estate)).filter(({ path }) =>
      /^(exports\/)?(admin|customers|accounting)\//.test(path),
    );
    expect(staffs.length).toBeGreaterThan(12);
    for (const role of staffRoles) {
      const who = await Attacker.staff(role);
      await db().rateLimit.deleteMany();
      for (const { path } of staffs) {
        const permission = path.startsWith("exports/customers/") ? "invoicing.invoice.read" : permissionFor(path);
        if (can({ roles: [role] }, permission ?? "accounting.journal.read")) continue;
        const answer = await open(path, who);
        const told = leaked(await answer.text(), path);
        if (answer.status !== 404 || told.length) wrong.push(`${path} as ${role}: ${answer.status} ${told.join()}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it("open for whom they are made: the rows aim at what is there", async () => {
    const readers = { owner: estate.owner, staff: await Attacker.staff("admin"), guest: new Attacker() };
    const wrong: string[] = [];
    await db().rateLimit.deleteMany();
    for (const [name, { path, reader }] of Object.entries(papers(estate))) {
      if (!reader) continue;
      const { status, headers } = await open(path, readers[reader]);
      if (status !== 200) wrong.push(`${name} (${path}): ${status}`);
      if (headers.get("cache-control") !== "private, no-store") wrong.push(`${name} may be kept by caches`);
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
