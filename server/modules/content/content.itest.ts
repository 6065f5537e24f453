import { beforeEach, describe, expect, it } from "vitest";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { type SaveArticleInput, saveArticleInput, saveBlockInput } from "./contract.ts";
import {
  adminArticles,
  articleBySlug,
  homeBlocks,
  listArticles,
  listBlocks,
  moveBlock,
  removeBlock,
  saveArticle,
  saveBlock,
} from "./index.ts";

const now = new Date("2026-11-22T12:00:00Z");
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const fr = { locale: "fr", now } as const;

const block = (title: string, over: object = {}) =>
  inTx((tx) =>
    saveBlock(
      tx,
      saveBlockInput.parse({ kind: "quote", status: "published", words: { fr: { title } }, ...over }),
      bySystem,
    ),
  );
const article = (over: Partial<SaveArticleInput> & { slug: string }) =>
  inTx((tx) =>
    saveArticle(
      tx,
      saveArticleInput.parse({
        status: "published",
        publishAt: hours(-1).toISOString(),
        author: "Jeanne",
        words: { fr: { title: over.slug, body: "Du texte." } },
        ...over,
      }),
      bySystem,
      now,
    ),
  );
const titles = async (...given: Parameters<typeof homeBlocks>) => (await homeBlocks(...given)).map((b) => b.title);

beforeEach(async () => {
  await db().contentBlock.deleteMany();
  await db().article.deleteMany();
});

describe("the home page", () => {
  it("shows published blocks of a language in order, and tells of those to come", async () => {
    await block("premier");
    await block("brouillon", { status: "draft" });
    await block("demain", { startsAt: hours(24).toISOString() });
    await block("passé", { startsAt: hours(-2).toISOString(), endsAt: hours(-1).toISOString() });
    await block("both", { words: { fr: { title: "deux" }, en: { title: "two" } } });
    expect(await titles(db(), "fr", now)).toEqual(["premier", "demain", "deux"]);
    expect(await titles(db(), "en", now)).toEqual(["two"]);
    expect(await titles(db(), "fr", now, true)).toEqual(["premier", "brouillon", "demain", "passé", "deux"]);
  });

  it("keeps places apart when two hands move and add at once", async () => {
    const [a, b, c] = [await block("a"), await block("b"), await block("c")];
    await Promise.all([
      inTx((tx) => moveBlock(tx, { id: c.id, by: -1 }, bySystem)),
      inTx((tx) => moveBlock(tx, { id: a.id, by: 1 }, bySystem)),
      block("d"),
    ]);
    const rows = await listBlocks(db(), "fr");
    expect(new Set(rows.map((row) => row.position)).size).toBe(4);
    expect(rows.map((row) => row.id)).toHaveLength(4);
    await inTx((tx) => moveBlock(tx, { id: rows[0]?.id ?? "", by: -1 }, bySystem));
    expect((await listBlocks(db(), "fr"))[0]?.id).toBe(rows[0]?.id);
    await expect(inTx((tx) => removeBlock(tx, { id: b.id, version: 9 }, bySystem))).rejects.toMatchObject({
      code: "content.version_conflict",
    });
    await inTx((tx) => removeBlock(tx, { id: b.id, version: 1 }, bySystem));
    expect(await listBlocks(db(), "fr")).toHaveLength(3);
  });

  it("refuses to publish what is unfinished, and the slower of two editors", async () => {
    await expect(block("", { words: {} })).rejects.toMatchObject({ code: "content.block_incomplete" });
    await expect(block("x", { kind: "hero", mediaId: "med_none" })).rejects.toMatchObject({
      code: "content.photo_not_found",
    });
    const { id } = await block("x");
    await block("y", { id, version: 1 });
    await expect(block("z", { id, version: 1 })).rejects.toMatchObject({ code: "content.version_conflict" });
    const events = await db().outboxEvent.findMany({ where: { aggregateId: id } });
    expect(events.map((event) => event.type)).toEqual(["content.page.changed", "content.page.changed"]);
  });
});

describe("the journal", () => {
  it("lists what can be read in the language by now, newest first, page by page", async () => {
    await article({ slug: "un", publishAt: hours(-3).toISOString() });
    await article({ slug: "deux", publishAt: hours(-2).toISOString() });
    await article({ slug: "trois", publishAt: hours(-2).toISOString() });
    await article({ slug: "demain", publishAt: hours(1).toISOString() });
    await article({ slug: "brouillon", status: "draft" });
    await article({ slug: "english", words: { en: { title: "English", lead: "", body: "Words." } } });
    const first = await listArticles(db(), fr, { limit: 2 });
    const second = await listArticles(db(), fr, { limit: 2, cursor: first.nextCursor ?? "" });
    const found = [...first.items, ...second.items].map((item) => item.slug);
    expect([found.slice(0, 2).sort(), found.slice(2), second.nextCursor]).toEqual([["deux", "trois"], ["un"], null]);
    expect((await listArticles(db(), { locale: "fr", now: hours(2) }, { limit: 9 })).items[0]?.slug).toBe("demain");
    expect((await listArticles(db(), fr, { limit: 9, cursor: "x'; DROP TABLE article" })).items).toHaveLength(3);
    expect(await articleBySlug(db(), fr, "demain")).toBeNull();
    expect(await articleBySlug(db(), fr, "english")).toBeNull();
    expect((await adminArticles(db(), "fr", { limit: 50 })).items).toHaveLength(6);
  });

  it("leads from every slug that it had, and never to another article", async () => {
    const { id } = await article({ slug: "ancien" });
    await article({ id, version: 1, slug: "nouveau" });
    await article({ id, version: 2, slug: "dernier" });
    expect(await articleBySlug(db(), fr, "ancien")).toEqual({ movedTo: "dernier" });
    expect(await articleBySlug(db(), fr, "nouveau")).toEqual({ movedTo: "dernier" });
    await expect(article({ slug: "ancien" })).rejects.toMatchObject({ code: "content.slug_taken" });
    // Back to a former name: it is the present one again, and the one in between leads to it.
    await article({ id, version: 3, slug: "ancien" });
    expect(await articleBySlug(db(), fr, "ancien")).toMatchObject({ article: { id } });
    expect(await articleBySlug(db(), fr, "dernier")).toEqual({ movedTo: "ancien" });
    const raced = await Promise.allSettled([
      article({ slug: "même" as never }),
      article({ slug: "meme" }),
      article({ slug: "meme" }),
    ]);
    expect(raced.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  });

  it("keeps what looks like markup as the words that they are", async () => {
    const body = "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))";
    await article({ slug: "xss", words: { fr: { title: "<b>T</b>", lead: "", body } } });
    const found = await articleBySlug(db(), fr, "xss");
    expect(found).toMatchObject({ article: { title: "<b>T</b>", body, languages: ["fr"] } });
  });
});
