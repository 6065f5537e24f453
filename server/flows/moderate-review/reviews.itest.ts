import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { newId } from "#server/kernel/ids.ts";
import { reviewsInvariants } from "#server/modules/reviews/index.ts";
import { freshAccessToken, linkDays, orderAccessToken } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { checkInvariant } from "#server/platform/invariant.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { makeOrder, type TestOrder, testShop } from "#server/testing/order-fixture.ts";
import { deliverOrder, sendOrder } from "#server/testing/send-order.ts";
import { shopper } from "#server/testing/shoppers.ts";
import { publishReview, rejectReview } from "./moderate-review.ts";

const words = { stars: 4, title: "Solide", text: "Elle tient bien, même à quatre à table.", displayName: "Anne M." };
const saying = { ...words, language: "fr" as const };
const code = (c: string) => ({ cause: { code: c } });
const now = () => new Date();

/** Somebody with an account. */
async function customer() {
  const id = newId("user");
  const email = `${id}@example.test`;
  await db().user.create({ data: { id, email, name: "Camille Aubert", emailVerifiedAt: new Date() } });
  const actor = { ...guestActor, userId: id, email, emailVerified: true, roles: ["customer" as const] };
  return { id, email, api: shopper(actor).api };
}

/** An order that arrived, with the secret of its link and the lines of it. */
async function arrived(options: TestOrder = {}) {
  const order = await makeOrder({ lines: [{ price: "10.00", quantity: 2 }], ...options });
  await deliverOrder(order.id);
  return { ...order, token: orderAccessToken(order.id), line: order.lines[0]?.id ?? "" };
}

const productOf = async (orderLineId: string) => {
  const { variant } = await db().salesOrderLine.findUniqueOrThrow({
    where: { id: orderLineId },
    select: { variant: { select: { product: true } } },
  });
  if (!variant) throw new Error("no product");
  return variant.product;
};

async function expectCountsToHold() {
  for (const invariant of reviewsInvariants) {
    const { violations, details } = await checkInvariant(db(), invariant);
    expect(details, invariant.name).toEqual([]);
    expect(violations).toBe(0);
  }
}

beforeAll(async () => {
  await testShop();
});

describe("a review", () => {
  it("is written by whoever bought it and got it, waits to be read, and is then counted and shown", async () => {
    const { token, line } = await arrived();
    const { api } = shopper();
    const { slug, id: productId } = await productOf(line);
    const before = await api.shop.reviews.ofOrder({ token });
    expect(before.toWrite).toMatchObject([{ orderLineId: line, suggestedName: "Zoé Œ." }]);
    const saved = await api.shop.reviews.write({ token, orderLineId: line, ...saying });
    expect(saved.status).toBe("pending");
    expect(await api.shop.reviews.list({ slug })).toMatchObject({ items: [], rating: { count: 0, sum: 0 } });
    const { seq } = (await db().outboxEvent.findFirst({ orderBy: { seq: "desc" } })) ?? { seq: 0n };
    await publishReview(saved, bySystem, now());
    const shown = await api.shop.reviews.list({ slug });
    expect(shown.rating).toEqual({ count: 1, sum: 4, byStars: [0, 0, 0, 1, 0] });
    expect(shown.items).toMatchObject([{ stars: 4, name: "Anne M.", language: "fr", helpful: 0, editedAt: null }]);
    expect(JSON.stringify(shown)).not.toContain("@");
    const told = await db().outboxEvent.findMany({ where: { seq: { gt: seq }, type: "reviews.product.changed" } });
    expect(told.map((event) => event.aggregateId)).toEqual([productId]);
    const after = await api.shop.reviews.ofOrder({ token });
    expect([after.toWrite, after.written.map(({ status }) => status)]).toEqual([[], ["published"]]);
  });

  it("changed by its writer is read again, taken back it is gone; the counts go along", async () => {
    const { token, line } = await arrived();
    const { api } = shopper();
    const { slug } = await productOf(line);
    const first = await api.shop.reviews.write({ token, orderLineId: line, ...saying });
    const seen = await publishReview(first, bySystem, now());
    const edited = await api.shop.reviews.edit({ token, id: seen.id, version: seen.version, ...saying, stars: 1 });
    expect([edited.status, (await api.shop.reviews.list({ slug })).rating.count]).toEqual(["pending", 0]);
    // Nobody publishes words that they have not read.
    await expect(publishReview(seen, bySystem, now())).rejects.toMatchObject({ code: "reviews.version_conflict" });
    const again = await publishReview(edited, bySystem, now());
    const { items, rating } = await api.shop.reviews.list({ slug });
    expect([rating.sum, items[0]?.editedAt]).toEqual([1, expect.any(String)]);
    await api.shop.reviews.remove({ token, id: again.id, version: again.version });
    expect((await api.shop.reviews.list({ slug })).rating).toMatchObject({ count: 0, sum: 0 });
    await expectCountsToHold();
  });

  it("shows at once where the channel has it so", async () => {
    await db().channel.update({ where: { code: "test" }, data: { reviewsAppear: "at_once" } });
    const { token, line } = await arrived();
    const saved = await shopper().api.shop.reviews.write({ token, orderLineId: line, ...saying });
    await db().channel.update({ where: { code: "test" }, data: { reviewsAppear: "checked" } });
    expect(saved.status).toBe("published");
    await expectCountsToHold();
  });

  it("refused says why, to its writer by mail, and on their page", async () => {
    const { token, line } = await arrived({ email: "refused@example.test" });
    const { api } = shopper();
    const saved = await api.shop.reviews.write({ token, orderLineId: line, ...saying });
    await rejectReview({ ...saved, ground: "off_topic", words: "<b>Écrivez-nous</b>" }, bySystem, now());
    const mails = await db().mailMessage.findMany({
      where: { to: "refused@example.test", template: "review_refused" },
    });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain("ne parle pas du produit");
    expect(mails[0]?.html).not.toContain("<b>");
    expect(mails[0]?.html).toContain(`/order/${token}/reviews`);
    const { written } = await api.shop.reviews.ofOrder({ token });
    expect(written).toMatchObject([{ status: "rejected", ground: "off_topic", groundWords: "<b>Écrivez-nous</b>" }]);
  });
});

describe("nobody reviews", () => {
  it("what has not arrived, what another bought, what is no article, or anything twice", async () => {
    const own = await customer();
    const waiting = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }], userId: own.id, email: own.email });
    const orderLineId = waiting.lines[0]?.id ?? "";
    const write = (line: string, api = own.api) => api.account.reviews.write({ orderLineId: line, ...saying });
    await expect(write(orderLineId)).rejects.toMatchObject(code("reviews.not_received"));
    await sendOrder(waiting.id);
    await expect(write(orderLineId)).rejects.toMatchObject(code("reviews.not_received"));
    const theirs = await arrived();
    await expect(write(theirs.line)).rejects.toMatchObject(code("reviews.purchase_not_found"));
    await expect(write(waiting.shipping.id)).rejects.toMatchObject(code("reviews.purchase_not_found"));
    const token = orderAccessToken(waiting.id);
    await expect(
      shopper().api.shop.reviews.write({ token, orderLineId: theirs.line, ...saying }),
    ).rejects.toMatchObject(code("reviews.purchase_not_found"));
    const mine = await arrived({ userId: own.id, email: own.email });
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => write(mine.line)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(write(mine.line)).rejects.toMatchObject(code("reviews.already_written"));
    await expect(
      shopper().api.shop.reviews.write({ token: mine.token, orderLineId: mine.line, ...saying }),
    ).rejects.toMatchObject(code("reviews.already_written"));
    const { written } = await own.api.account.reviews.list();
    const stranger = await customer();
    const { id = "", version = 1 } = written[0] ?? {};
    await expect(stranger.api.account.reviews.edit({ id, version, ...saying })).rejects.toMatchObject(
      code("reviews.review_not_found"),
    );
    await expect(stranger.api.account.reviews.remove({ id, version })).rejects.toMatchObject(
      code("reviews.review_not_found"),
    );
  });

  it("the same product a second time through another order", async () => {
    const own = await customer();
    const [first, second] = [
      await arrived({ userId: own.id, email: own.email }),
      await arrived({ userId: own.id, email: `other-${own.email}` }),
    ];
    const { id } = await productOf(first.line);
    const variantId = second.lines[0]?.variantId ?? "";
    await db().variant.update({ where: { id: variantId }, data: { productId: id } });
    await own.api.account.reviews.write({ orderLineId: first.line, ...saying });
    await expect(own.api.account.reviews.write({ orderLineId: second.line, ...saying })).rejects.toMatchObject(
      code("reviews.already_written"),
    );
    expect((await own.api.account.reviews.list()).toWrite).toEqual([]);
  });

  it("by forged input: stars beyond five, an address for a name, a status of one's own", async () => {
    const { token, line } = await arrived();
    const { api } = shopper();
    const bad = [
      { stars: 6 },
      { stars: 0 },
      { stars: 4.5 },
      { displayName: "anne@example.test" },
      { displayName: "<b>x</b>" },
      { text: "trop court" },
      { status: "published" },
      { email: "x@example.test" },
    ];
    for (const change of bad) {
      await expect(
        api.shop.reviews.write({ token, orderLineId: line, ...saying, ...change } as never),
      ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    expect(await db().review.count({ where: { orderLineId: line } })).toBe(0);
  });

  it("by a link that has aged, until its mailbox is proven anew", async () => {
    const { id, token, line } = await arrived();
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    await db().salesOrder.update({ where: { id }, data: { placedAt: ago(60), closedAt: ago(linkDays + 1) } });
    const { api } = shopper();
    const aged = code("sales.order_link_aged");
    await expect(api.shop.reviews.ofOrder({ token })).rejects.toMatchObject(aged);
    await expect(api.shop.reviews.write({ token, orderLineId: line, ...saying })).rejects.toMatchObject(aged);
    await expect(api.shop.reviews.agree({ token, agreed: true })).rejects.toMatchObject(aged);
    const fresh = freshAccessToken(id, now());
    expect(await api.shop.reviews.write({ token: fresh, orderLineId: line, ...saying })).toMatchObject({
      status: "pending",
    });
  });

  it("but whoever sent it back may: it did arrive", async () => {
    const { token, line } = await arrived();
    await db().salesOrderLine.update({ where: { id: line }, data: { returned: 2, refunded: 2 } });
    expect(await shopper().api.shop.reviews.write({ token, orderLineId: line, ...saying })).toMatchObject({
      status: "pending",
    });
  });
});

describe("a voice", () => {
  it("counts once for each account and address, never for oneself, and can be taken back", async () => {
    const own = await customer();
    const { line } = await arrived({ userId: own.id, email: own.email });
    const saved = await own.api.account.reviews.write({ orderLineId: line, ...saying });
    const vote = { id: saved.id, helpful: true };
    const guest = shopper().api.shop.reviews;
    await expect(guest.vote(vote)).rejects.toMatchObject(code("reviews.review_not_found"));
    await publishReview(saved, bySystem, now());
    await expect(own.api.shop.reviews.vote(vote)).rejects.toMatchObject(code("reviews.own_review"));
    expect([await guest.vote(vote), await guest.vote(vote)]).toEqual([{ helpful: 1 }, { helpful: 1 }]);
    await Promise.all([1, 2, 3].map(() => shopper().api.shop.reviews.vote(vote)));
    await expectCountsToHold();
    expect(await guest.vote({ ...vote, helpful: false })).toEqual({ helpful: 3 });
    await guest.report({ id: saved.id, ground: "off_topic" });
    await expect(guest.report({ id: saved.id, ground: "fake" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await guest.report({ id: saved.id, ground: "fake", words: "Le même texte est ailleurs" });
    const staff = shopper({ ...guestActor, userId: "usr_staff", roles: ["support"] }).api.admin.reviews;
    expect((await staff.list({ reported: "yes" })).items).toMatchObject([
      { id: saved.id, reports: [{ ground: "fake" }] },
    ]);
    const [row] = (await staff.list({ reported: "yes" })).items;
    await staff.publish({ id: saved.id, version: row?.version ?? 0 });
    expect((await staff.list({ reported: "yes" })).items).toEqual([]);
  });

  it("is not heard more than so often in an hour", async () => {
    const { api } = shopper();
    const tries = [];
    for (let i = 0; i < 12; i++) {
      tries.push(await api.shop.reviews.report({ id: "rev_none", ground: "other", words: "x" }).catch((e) => e.code));
    }
    expect(tries.filter((answer) => answer === "TOO_MANY_REQUESTS")).toHaveLength(2);
  });
});

describe("the counts", () => {
  it("are those of a recount after any sequence, and lose nothing to two hands at once", async () => {
    const people = await Promise.all([0, 1, 2].map(() => arrived()));
    const { id: productId } = await productOf(people[0]?.line ?? "");
    for (const { lines } of people) {
      await db().variant.update({ where: { id: lines[0]?.variantId ?? "" }, data: { productId } });
    }
    const { api } = shopper();
    const step = fc.record({
      by: fc.nat(2),
      stars: fc.integer({ min: 1, max: 5 }),
      do: fc.constantFrom("write", "edit", "publish", "publish", "reject", "remove"),
    });
    const play = async ({ by, stars, do: what }: { by: number; stars: number; do: string }) => {
      const { token, line } = people[by] ?? { token: "", line: "" };
      if (what === "write") return api.shop.reviews.write({ token, orderLineId: line, ...saying, stars });
      const row = await db().review.findFirst({ where: { orderLineId: line }, select: { id: true, version: true } });
      if (!row) return null;
      if (what === "edit") return api.shop.reviews.edit({ token, ...row, ...saying, stars });
      if (what === "remove") return api.shop.reviews.remove({ token, ...row });
      if (what === "publish") return publishReview(row, bySystem, now());
      return rejectReview({ ...row, ground: "offensive", words: "" }, bySystem, now());
    };
    // What the state refuses is refused; all else must hold.
    const refused = (error: { code?: string; cause?: { code?: string } }) => {
      if (!/^reviews\./.test(error.cause?.code ?? error.code ?? "")) throw error;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        await db().$executeRaw`DELETE FROM rate_limit`;
        for (let i = 0; i < steps.length; i += 3) {
          await Promise.all(steps.slice(i, i + 3).map((one) => play(one).catch(refused)));
        }
        await expectCountsToHold();
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe("reading", () => {
  it("goes page by page in every order, filtered by stars and language, in two statements", async () => {
    const people = await Promise.all([5, 3, 5, 1, 4].map(async (stars) => ({ ...(await arrived()), stars })));
    const { id: productId, slug } = await productOf(people[0]?.line ?? "");
    const { api } = shopper();
    for (const [i, { lines, token, line, stars }] of people.entries()) {
      await db().variant.update({ where: { id: lines[0]?.variantId ?? "" }, data: { productId } });
      const language = i === 1 ? ("en" as const) : ("fr" as const);
      const saved = await api.shop.reviews.write({ token, orderLineId: line, ...saying, language, stars });
      await publishReview(saved, bySystem, new Date(Date.now() + i));
    }
    const all = async (input: {
      sort: "helpful" | "newest" | "highest" | "lowest";
      stars?: number;
      language?: "en";
    }) => {
      const seen: number[] = [];
      const ids = new Set<string>();
      for (let cursor: string | undefined, pages = 0; pages < 9; pages++) {
        const page = await api.shop.reviews.list({ slug, limit: 2, ...input, ...(cursor && { cursor }) });
        seen.push(...page.items.map((item) => item.stars));
        for (const { id } of page.items) ids.add(id);
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      expect(ids.size).toBe(seen.length);
      return seen;
    };
    expect(await all({ sort: "highest" })).toEqual([5, 5, 4, 3, 1]);
    expect(await all({ sort: "lowest" })).toEqual([1, 3, 4, 5, 5]);
    expect(await all({ sort: "newest" })).toEqual([4, 1, 5, 3, 5]);
    expect(await all({ sort: "helpful", stars: 5 })).toEqual([5, 5]);
    expect(await all({ sort: "newest", language: "en" })).toEqual([3]);
    const { statements } = await countStatements(() => api.shop.reviews.list({ slug }));
    expect(statements).toHaveLength(2);
  }, 60_000);
});
