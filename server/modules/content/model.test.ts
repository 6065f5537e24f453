import { describe, expect, it } from "vitest";
import { saveArticleInput, saveBlockInput } from "./contract.ts";
import { articleProblem, blockProblem } from "./model.ts";

const noon = new Date("2026-11-22T12:00:00Z");
const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));

describe("publishing", () => {
  const block = (over: object) => saveBlockInput.parse({ kind: "quote", status: "published", words: {}, ...over });
  it("asks a block for what its kind shows", () => {
    const words = { fr: { title: "Titre" } };
    expect(blockProblem(block({}))).toEqual({ code: "content.block_incomplete", missing: "title" });
    expect(blockProblem(block({ status: "draft" }))).toBeNull();
    expect(blockProblem(block({ words }))).toBeNull();
    expect(blockProblem(block({ kind: "hero", words }))?.missing).toBe("photo");
    expect(blockProblem(block({ kind: "products", words, settings: { source: "picked" } }))?.missing).toBe("products");
    expect(blockProblem(block({ kind: "products", words, settings: { source: "category" } }))?.missing).toBe(
      "category",
    );
    const backwards = { startsAt: at(14).toISOString(), endsAt: noon.toISOString() };
    expect(blockProblem(block({ status: "draft", ...backwards }))?.code).toBe("content.window_invalid");
  });
  it("asks an article for one language that can be read", () => {
    const article = (words: object) =>
      saveArticleInput.parse({ slug: "a-b", status: "published", publishAt: null, author: "A", words });
    expect(articleProblem(article({ fr: { title: "T" } }))?.code).toBe("content.article_incomplete");
    expect(articleProblem(article({ en: { title: "T", body: "Words." } }))).toBeNull();
  });
  it("refuses addresses outside the shop", () => {
    for (const href of ["//evil.example", "https://evil.example", "javascript:alert(1)", "x"])
      expect(
        saveBlockInput.safeParse({ kind: "quote", status: "draft", words: {}, settings: { href } }).success,
        href,
      ).toBe(false);
  });
});
