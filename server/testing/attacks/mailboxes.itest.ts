// Lines 5, 6 and 7 of the attack list: every door where somebody writes an e-mail address. None tells whose it is, by its words
// or by its work; none takes two of them, or one that only looks like an address; none makes its owner's orders another's.
import { beforeAll, describe, expect, it, vi } from "vitest";
import { signInWithPassword } from "#server/flows/sign-in/with-password.ts";
import { newId } from "#server/kernel/ids.ts";
import { hashPassword } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { company, joined, type Somebody, somebody } from "../company-members.ts";
import { countStatements } from "../count-statements.ts";
import { makeOrder } from "../order-fixture.ts";
import { article } from "../shoppers.ts";
import { openAttackedShop } from "./attacked-shop.ts";
import { Attacker, type Reply, said, shopperWith } from "./attacker.ts";
import { procedures, within } from "./procedures.ts";

/** How often a password was put through the mill, and how hard: the work that would tell. */
const mill = vi.hoisted(() => ({ turns: [] as string[] }));
vi.mock("node:crypto", async (original) => {
  const real = await original<typeof import("node:crypto")>();
  // Counted instead of done: the answer is as good, and the waiting is spared.
  const scrypt = (secret: string, salt: Buffer, length: number, cost: object, done: (e: null, key: Buffer) => void) => {
    mill.turns.push(JSON.stringify(cost));
    done(null, real.hash("sha512", `${salt.toString("hex")}${secret}`, "buffer").subarray(0, length));
  };
  return { ...real, scrypt };
});

openAttackedShop();

const password = "a long enough password";
let inStock: string;
let soldOut: string;
let head: Somebody;
let companyId: string;
beforeAll(async () => {
  inStock = (await article({ stock: 500 })).variantId;
  soldOut = (await article({ stock: 0 })).variantId;
  head = await somebody();
  await db().user.update({ where: { id: head.userId }, data: { passwordHash: await hashPassword(password) } });
  companyId = await company(head);
});

type Door = { who?: () => Promise<Attacker>; input: (email: string, who: Attacker) => object | Promise<object> };
const basket = async () => (await shopperWith([{ variantId: inStock }])).someone;
const wishOf = async (who: Attacker, changes: object) => {
  const { key: _, ...wish } = await who.wish(changes);
  return wish;
};
const contract = (email: string) => ({ number: "SO-2026-000001", email });

/** Every door, by its procedure; `who` comes there, a guest unless said. */
const doors: Record<string, Door> = {
  "auth.requestLink": { input: (email) => ({ email }) },
  "auth.requestPasswordReset": { input: (email) => ({ email }) },
  "auth.register": { input: (email) => ({ email, name: "Anne Roy", password, locale: "fr" }) },
  "account.security.changeEmail": { who: async () => head, input: (email) => ({ email, password }) },
  "account.approvals.ask": {
    who: async () => {
      const buyer = await joined(head, companyId, ["buyer"], { orderLimitMinor: 1 });
      await buyer.add(inStock);
      return buyer;
    },
    input: async (email, who) => wishOf(who, { email, paymentMethod: "transfer" }),
  },
  "account.companies.invite": { who: async () => head, input: (email) => ({ companyId, email, roles: ["buyer"] }) },
  "shop.order.lookup": { input: contract },
  "shop.alerts.ask": { input: (email) => ({ variantId: soldOut, email }) },
  "shop.cart.remind": { who: basket, input: (email) => ({ email }) },
  "shop.checkout.placeOrder": {
    who: basket,
    input: (email, who) => wishOf(who, { email }),
  },
  "shop.help.contact": {
    input: (email) => ({
      category: "other",
      subject: "Bonjour",
      body: "Une question",
      name: "Anne Roy",
      email,
      files: [],
    }),
  },
  "shop.withdrawals.find": { input: (email) => ({ contract: contract(email) }) },
  "shop.withdrawals.declare": { input: (email) => ({ name: "Anne Roy", email, contract: contract(email) }) },
};

let made = 0;
/** An address, and what the house knows of it. */
const kinds: Record<string, () => Promise<string>> = {
  "somebody's": async () => (await account({})).email,
  "of nobody": async () => `nobody${++made}@example.com`,
  "of an account that was closed": async () => (await account({ status: "disabled" })).email,
  "of an account without a password": async () => (await account({ passwordHash: null })).email,
  "never proven": async () => (await account({ emailVerifiedAt: null })).email,
};
const hash = hashPassword(password);
async function account(changes: object) {
  made += 1;
  return db().user.create({
    data: {
      ...{ id: newId("user"), email: `person${made}@example.com`, name: "Anne Roy", emailVerifiedAt: new Date() },
      ...{ passwordHash: await hash },
      ...changes,
    },
  });
}

/** Statements by their beginnings; some are sent side by side. */
const inOrder = (statements: readonly string[]) => statements.map((text) => text.trim().slice(0, 60)).sort();

/** What a door did, told without what is different each time: numbers, ids, secrets and the address itself. */
async function knock(procedure: string, door: Door, email: string) {
  const who = (await door.who?.()) ?? new Attacker();
  const input = await door.input(email, who);
  await db().rateLimit.deleteMany();
  mill.turns = [];
  const { value: reply, statements } = await countStatements<Reply>(() => who.mutate(procedure, input));
  const shape = JSON.stringify(reply.data, (_, value) => (typeof value === "string" ? typeof value : value));
  return { said: said(reply), shape, turns: mill.turns, statements: inOrder(statements) };
}

it("line 5: the doors where an address is written are all known here", () => {
  const naming = procedures
    .filter(({ path, type }) => type === "mutation" && !path.startsWith("admin."))
    .filter(({ schemas }) => schemas.some((schema) => within(schema).some(([at]) => /\.email$/i.test(at))))
    .map(({ path }) => path);
  expect(Object.keys(doors).sort()).toEqual(naming.sort());
});

describe("line 5: whether an address has an account", () => {
  it.each(Object.keys(doors))("%s does not tell, by answer or by work", async (procedure) => {
    const door = doors[procedure] as Door;
    // Once before: what is read but once and kept is no difference.
    await knock(procedure, door, `first${++made}@example.com`);
    const told: Record<string, unknown> = {};
    for (const [kind, address] of Object.entries(kinds)) told[kind] = await knock(procedure, door, await address());
    for (const kind of Object.keys(kinds)) expect(told[kind], kind).toEqual(told["of nobody"]);
    expect(told["of nobody"]).toMatchObject({ said: "200" });
  });

  it("nor does signing in with a wrong password", async () => {
    const told: Record<string, unknown> = {};
    for (const [kind, address] of Object.entries(kinds)) {
      const email = await address();
      mill.turns = [];
      const { value, statements } = await countStatements(() =>
        signInWithPassword({ email, password: "not the password" }, { ip: "192.0.2.5" }),
      );
      told[kind] = { value, turns: mill.turns, statements: inOrder(statements) };
    }
    for (const kind of Object.keys(kinds)) expect(told[kind], kind).toEqual(told["of nobody"]);
    expect(told["of nobody"]).toMatchObject({ value: null, turns: [expect.any(String)] });
  });

  it("nor whether an order's number and address belong together", async () => {
    const order = await makeOrder({ email: "buyer@example.com" });
    const told = [];
    for (const email of ["buyer@example.com", "nobody@example.com"]) {
      const door = { input: () => ({ number: order.number, email }) };
      told.push(await knock("shop.order.lookup", door, email));
    }
    expect(told[0]).toEqual(told[1]);
  });
});

describe("line 7: two addresses, or one that only looks like one", () => {
  const bad = [
    "a@example.com,b@example.com",
    "a@example.com;b@example.com",
    "a@example.com b@example.com",
    "a@example.com%0ab@example.com",
    "a@example.com\r\nbcc: b@example.com",
    "a@example.com\u0000b@example.com",
    "a@b@example.com",
    "<a@example.com>",
    '"a@example.com"<b@example.com>',
    "victim@exаmple.com", // Cyrillic а
    "ｖictim@example.com", // full-width v
    "\u212Aim@example.com", // the Kelvin sign, a plain k in lower case
    "vict\u0131m@example.com", // i without a dot
    "victim@example\u3002com", // an ideographic full stop
    "victim@example.com\u200b",
    ["a@example.com", "b@example.com"],
    { to: "a@example.com" },
  ];
  const traces = async () => [await db().mailMessage.count(), await db().loginToken.count()];

  it.each(Object.keys(doors))("%s mails nobody", async (procedure) => {
    const door = doors[procedure] as Door;
    const who = (await door.who?.()) ?? new Attacker();
    const before = await traces();
    const answers: string[] = [];
    for (const email of bad) {
      await db().rateLimit.deleteMany();
      const input = await door.input("good@example.com", who);
      const text = JSON.stringify(input).replaceAll('"good@example.com"', JSON.stringify(email));
      answers.push(said(await who.mutate(procedure, text)));
    }
    expect(answers).toEqual(bad.map(() => "400 bad_request"));
    expect(await traces()).toEqual(before);
  });
});

describe("line 6: who was there first with a victim's address", () => {
  const attacks: [string, (victim: string) => Promise<{ who: Attacker; email: string }>][] = [
    [
      "registered and never proven",
      async (email) => {
        await new Attacker().mutate("auth.register", { email, name: "Mallory", password, locale: "fr" });
        return { who: new Attacker(), email };
      },
    ],
    [
      "an account of that address, unproven",
      async (email) => {
        const user = await account({ email, emailVerifiedAt: null });
        return { who: await Attacker.user(user), email };
      },
    ],
    [
      "a change of one's own address to it, unproven",
      async (email) => {
        const who = await somebody();
        await db().user.update({ where: { id: who.userId }, data: { passwordHash: await hash } });
        expect(said(await who.mutate("account.security.changeEmail", { email, password }))).toBe("200");
        return { who, email: who.email };
      },
    ],
  ];
  it.each(attacks)("%s: gets nothing of the victim's orders, before and after", async (_, ahead) => {
    const victim = `victim${++made}@example.com`;
    const { who, email } = await ahead(victim);
    const { someone, wish } = await shopperWith([{ variantId: inStock }]);
    const { data: placed } = await someone.place({ ...wish, email: victim });
    const owner = () =>
      db().salesOrder.findUniqueOrThrow({ where: { id: placed.orderId }, select: { userId: true, partnerId: true } });
    expect(await owner()).toEqual({ userId: null, partnerId: null });
    await who.mutate("account.profile.claimOrders");
    expect(await owner()).toEqual({ userId: null, partnerId: null });
    expect(JSON.stringify((await who.query("account.orders.list")).data)).not.toContain(placed.number);
    expect([401, 404]).toContain((await who.query("account.orders.get", { number: placed.number })).status);
    if (email === victim) expect(await signInWithPassword({ email, password }, { ip: "192.0.2.6" })).toBeNull();
  });
});
