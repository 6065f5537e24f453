import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "#server/kernel/clock.ts";
import { hashPassword } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { unzip } from "#server/testing/unzip.ts";
import { askDataCopy, fetchDataCopy, makeDataCopy } from "./copy-data.ts";
import { askErasure, confirmErasure, eraseByStaff, erasureObstaclesOf } from "./erase-person.ts";
import { gatherPerson, personOf, toCsv } from "./gather-person.ts";
import { columnsIn, elsewhere, grounds, impersonal, namedIn, register } from "./register.ts";

const clock = fixedClock(new Date());
const refused = (code: string) => expect.objectContaining({ code });
const password = "a long enough password";
type Column = { table: string; column: string };

/** Columns that can hold words about somebody: text of any kind, JSON, bytes, lists. */
const wordColumns = () => db().$queryRaw<Column[]>`
  SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
  WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    AND data_type IN ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
    AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')`;

describe("the register of personal data", () => {
  it("knows every table, and of every table with persons in it every column of words", async () => {
    const columns = await wordColumns();
    const tables = new Set(columns.map((one) => one.table));
    const missing = columns.flatMap(({ table, column }) => {
      const held = register[table];
      if (held) return namedIn(held).includes(column) ? [] : [`${table}.${column}`];
      return impersonal.has(table) || table in elsewhere ? [] : [`${table} (the table)`];
    });
    expect([...new Set(missing)]).toEqual([]);
    // Nor does it name what is not there, or decide twice.
    const known = new Set(columns.map((one) => `${one.table}.${one.column}`));
    for (const [table, held] of Object.entries(register)) {
      const names = namedIn(held);
      expect
        .soft(
          names.filter((name) => !known.has(`${table}.${name}`)),
          table,
        )
        .toEqual([]);
      const fates = names.filter((name) => !columnsIn(held.hidden).includes(name));
      expect.soft(fates.length, `${table}: decided twice`).toBe(new Set(fates).size);
      expect
        .soft(
          columnsIn(held.hidden).filter((name) => !known.has(`${table}.${name}`)),
          table,
        )
        .toEqual([]);
      expect.soft(impersonal.has(table) || table in elsewhere, `${table}: in two lists`).toBe(false);
    }
    const listed = [...impersonal, ...Object.keys(elsewhere)];
    const all = await db().$queryRaw<
      { name: string }[]
    >`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
    expect(listed.filter((table) => !all.some(({ name }) => name === table))).toEqual([]);
    expect(tables.size).toBeGreaterThan(50);
    expect(Object.keys(grounds).length).toBeGreaterThan(0);
  });
});

let people = 0;
/** Somebody of whom every table could tell: each word about them carries the same mark. */
async function marked(status = "completed") {
  people += 1;
  const mark = `Zorblatt${people}`;
  const email = `${mark.toLowerCase()}@example.test`;
  const id = `usr_p${people}`;
  await db().user.create({
    data: {
      ...{ id, email, name: mark, emailVerifiedAt: new Date(), passwordHash: await hashPassword(password) },
      partner: {
        create: {
          ...{ id: `par_p${people}`, kind: "person", name: mark, email, phone: `${mark} phone` },
          addresses: {
            create: {
              ...{ id: `adr_p${people}`, type: "delivery", recipient: mark, line1: `1 ${mark}`, city: mark },
              ...{ postcode: "75011", country: "FR", instructions: mark, phone: mark },
            },
          },
        },
      },
      sessions: {
        create: { id: `ses_p${people}`, version: 1, browser: mark, createdAt: new Date(), lastUsedAt: new Date() },
      },
      consents: {
        create: {
          ...{ id: `cst_p${people}`, purpose: "newsletter", email, locale: "fr", wording: "Oui", wordingVersion: 1 },
          ...{ source: "account", proof: {}, givenAt: new Date(0) },
        },
      },
    },
  });
  const order = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }], email, userId: id });
  const written = { recipient: mark, line1: `1 ${mark}`, postcode: "75011", city: "Paris", country: "FR" };
  await db().salesOrder.update({
    where: { id: order.id },
    data: {
      ...{ status, phone: `${mark} phone`, note: `${mark} note` },
      deliveryAddress: { ...written, phone: `${mark} tel`, instructions: `${mark} code 12` },
      billingAddress: written,
      ...(status === "completed" && { closedAt: new Date() }),
    },
  });
  await db().mailMessage.create({
    data: {
      ...{ id: `eml_p${people}`, dedupeKey: mark, template: "order_link", locale: "fr", to: email },
      ...{ subject: mark, html: mark, text: mark },
    },
  });
  await db().ticket.create({
    data: {
      ...{
        id: `tic_p${people}`,
        number: `TK-P-${people}`,
        userId: id,
        name: mark,
        email,
        locale: "fr",
        category: "other",
      },
      ...{ subject: mark, accessHash: `hash${people}`, lastMessageAt: new Date() },
      messages: { create: { id: `tkm_p${people}`, side: "customer", name: mark, body: `${mark} asks` } },
    },
  });
  const me = { by: { userId: id }, email, ip: "192.0.2.3", sessionId: undefined };
  return { id, email, mark, order, me };
}

/** Where in the whole database a mark still stands. */
async function tracesOf(mark: string): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await wordColumns()) {
    const [row] = await db().$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM "${table}" WHERE "${column}"::text ILIKE $1`,
      `%${mark}%`,
    );
    if (row?.n) found.push(`${table}.${column}`);
  }
  return found.sort();
}
const keptColumns = new Set(
  Object.entries(register).flatMap(([table, held]) =>
    Object.values(held.kept ?? {}).flatMap((columns) => columnsIn(columns).map((column) => `${table}.${column}`)),
  ),
);

describe("a copy of one's data", () => {
  it("holds every table that tells of its person, nothing of another and no secret; and is fetched by who asked", async () => {
    const [me, other] = [await marked(), await marked()];
    await askDataCopy({ userId: me.id }, me.me.by, clock);
    await expect(askDataCopy({ userId: me.id }, me.me.by, clock)).rejects.toEqual(refused("privacy.copy_waiting"));
    const { id } = await db().dataRequest.findFirstOrThrow({ where: { userId: me.id } });
    await Promise.all([makeDataCopy(id, clock), makeDataCopy(id, clock)]);
    const files = unzip(await fetchDataCopy(id, me.me.by, clock));
    for (const trace of await tracesOf(me.mark)) {
      const [table = "", column = ""] = trace.split(".");
      const held = register[table];
      if (!held || held.notCopied || columnsIn(held.hidden).includes(column)) continue;
      expect.soft(files[`json/${table}.json`] ?? "", trace).toMatch(new RegExp(me.mark, "i"));
      expect.soft(files[`csv/${table}.csv`] ?? "", trace).toMatch(new RegExp(me.mark, "i"));
    }
    const whole = Object.values(files).join("\n");
    expect(whole).not.toMatch(new RegExp(other.mark, "i"));
    expect(whole).not.toContain("s1$");
    expect(Object.keys(files)).toContain("json/invoice.json".replace("invoice", "sales_order"));
    await expect(fetchDataCopy(id, other.me.by, clock)).rejects.toEqual(refused("documents.not_found"));
    expect(await db().mailMessage.count({ where: { to: me.email, template: "data_copy" } })).toBe(1);
    clock.advance(8 * 86_400_000);
    await expect(fetchDataCopy(id, me.me.by, clock)).rejects.toEqual(refused("documents.not_found"));
    clock.set(new Date());
  });

  it("runs no formula in a spreadsheet, in cells as in headings", () => {
    const csv = toCsv([{ "=name": '=HYPERLINK("http://evil.test")', note: "+1", at: "@x", minus: "-1", tab: "\t=1" }]);
    const cells = csv.replace("\uFEFF", "").split(/[;\r\n]+/);
    for (const cell of cells) expect(cell).not.toMatch(/^"?[=+\-@\t]/);
  });

  it("looks for everything in the register without an error", async () => {
    const person = await personOf(db(), (await marked()).id);
    const [index] = person ? await gatherPerson(db(), person) : [];
    const found = JSON.parse(index?.bytes.toString() ?? "{}");
    expect(found).toMatchObject({
      app_user: 1,
      partner: 1,
      address: 1,
      sales_order: 1,
      sales_order_line: 2,
      consent: 1,
    });
    expect(Object.keys(found)).toEqual(Object.keys(register).filter((table) => !register[table]?.notCopied));
  });
});

async function erasureToken(email: string): Promise<string> {
  const mail = await db().mailMessage.findFirstOrThrow({ where: { to: email, template: "erasure" } });
  return /#([\w-]{43})/.exec(mail.text)?.[1] ?? "";
}

describe("an erasure", () => {
  beforeAll(() => clock.set(new Date()));

  it("leaves a person's marks only where the register keeps them, and says why", async () => {
    const me = await marked();
    await expect(askErasure({ password: "wrong" }, me.me, clock)).rejects.toEqual(refused("identity.password_wrong"));
    await askErasure({ password }, me.me, clock);
    expect((await db().user.findUniqueOrThrow({ where: { id: me.id } })).status).toBe("active");
    await confirmErasure({ token: await erasureToken(me.email) }, { userId: null }, clock);
    const traces = await tracesOf(me.mark);
    expect(traces.filter((trace) => !keptColumns.has(trace))).toEqual([]);
    expect(traces).toEqual(
      expect.arrayContaining(["sales_order.billing_address", "sales_order.delivery_address", "sales_order.email"]),
    );
    const order = await db().salesOrder.findUniqueOrThrow({ where: { id: me.order.id } });
    expect(JSON.stringify(order.deliveryAddress)).not.toMatch(/code 12|tel/);
    expect(await db().userSession.count({ where: { userId: me.id } })).toBe(0);
    expect(await db().dataRequest.count({ where: { userId: me.id, kind: "erasure", status: "done" } })).toBe(1);
    const consent = await db().consent.findFirstOrThrow({ where: { email: me.email } });
    expect(consent.withdrawnBy).toBe("erased");
  });

  it("keeps nothing of an order that never became a contract", async () => {
    const me = await marked("cancelled");
    await eraseByStaff({ userId: me.id }, { userId: "usr_staff" }, clock);
    expect((await tracesOf(me.mark)).filter((trace) => trace.startsWith("sales_order."))).toEqual([]);
    const audits = { actorId: "usr_staff", action: "privacy.person.erased", targetId: me.id };
    expect(await db().auditEntry.count({ where: audits })).toBe(1);
  });

  it("waits, by name, while something is open, and the link stays good", async () => {
    const me = await marked();
    await askErasure({ password }, me.me, clock);
    const token = await erasureToken(me.email);
    await db().salesOrder.update({ where: { id: me.order.id }, data: { status: "confirmed", closedAt: null } });
    const person = await personOf(db(), me.id);
    expect(person && (await erasureObstaclesOf(db(), person))).toEqual(["orders"]);
    await expect(confirmErasure({ token }, { userId: null }, clock)).rejects.toMatchObject({
      code: "privacy.erasure_blocked",
      details: { obstacles: "orders" },
    });
    await expect(askErasure({ password }, me.me, clock)).rejects.toEqual(refused("privacy.erasure_blocked"));
    const closed = { status: "completed", closedAt: new Date() };
    await db().salesOrder.update({ where: { id: me.order.id }, data: closed });
    const withdrawal = {
      ...{
        id: `wdr_${me.id}`,
        number: `WD-${me.id}`,
        orderId: me.order.id,
        orderNumber: me.order.number,
        name: me.mark,
      },
      ...{ email: me.email, locale: "fr", statement: "Je me rétracte", late: false, declaredAt: new Date() },
    };
    await db().withdrawal.create({ data: withdrawal });
    expect(person && (await erasureObstaclesOf(db(), person))).toEqual(["withdrawals"]);
  });

  it("is nobody else's to confirm, and never of staff", async () => {
    const [me, other] = [await marked(), await marked()];
    await askErasure({ password }, me.me, clock);
    const token = await erasureToken(me.email);
    await expect(confirmErasure({ token }, { userId: other.id }, clock)).rejects.toEqual(
      refused("identity.link_invalid"),
    );
    await db().staffRole.create({ data: { userId: me.id, role: "sales" } });
    await expect(confirmErasure({ token }, { userId: null }, clock)).rejects.toEqual(
      refused("privacy.erasure_blocked"),
    );
  });
});
