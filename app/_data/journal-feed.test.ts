import { describe, expect, it, vi } from "vitest";
import { journalItem } from "./journal-feed.ts";
import { articleGraph, jsonLd } from "./structured-data.ts";

vi.mock("#server/api/site.ts", () => ({ siteUrl: () => "https://shop.example" }));
vi.mock("./content.ts", () => ({ getArticles: async () => ({ items: [], nextCursor: null }) }));

const article = {
  id: "art_1",
  slug: "un-gres-qui-vit",
  title: "Un grès <vivant> & mat",
  lead: 'Pourquoi "deux" bols',
  author: "Marie Olt",
  publishedAt: "2026-11-20T08:00:00.000Z",
  updatedAt: "2026-11-21T08:00:00.000Z",
  photo: { key: "content/four.0123456789ab.webp", width: 1600, height: 700, alt: "Un four" },
  body: "Du texte.",
  languages: ["fr" as const],
};

describe("an article, told to machines", () => {
  it("is an item that keeps its id when its address changes, with every sign escaped", () => {
    const item = journalItem(article, "fr");
    expect(item).toContain("<title>Un grès &lt;vivant&gt; &amp; mat</title>");
    expect(item).toContain('<guid isPermaLink="false">art_1</guid>');
    expect(item).toContain("<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>");
    expect(item).toMatch(/<link>https?:\/\/[^<]+\/fr\/journal\/un-gres-qui-vit<\/link>/);
    expect(journalItem({ ...article, slug: "autre" }, "fr")).toContain(">art_1<");
  });

  it("is a BlogPosting signed and dated, from which no tag escapes", () => {
    const graph = articleGraph(article, "Maison Comptoir", "fr");
    expect(graph).toMatchObject({
      "@type": "BlogPosting",
      headline: article.title,
      datePublished: article.publishedAt,
      dateModified: article.updatedAt,
      inLanguage: "fr",
      author: { "@type": "Person", name: "Marie Olt" },
      image: [expect.stringMatching(/\/media\/content\/four\./)],
    });
    expect(jsonLd(graph)).not.toContain("<");
    expect(articleGraph({ ...article, photo: null }, "M", "fr")).not.toHaveProperty("image");
  });
});
