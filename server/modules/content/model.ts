import type { ContentErrorCode, SaveArticleInput, SaveBlockInput } from "./contract.ts";

type Problem = { code: ContentErrorCode; missing?: string };

/** What keeps a block from being published; null when nothing does. Drafts may be unfinished. */
export function blockProblem(block: SaveBlockInput): Problem | null {
  const { startsAt, endsAt, settings } = block;
  if (startsAt && endsAt && new Date(endsAt) <= new Date(startsAt)) return { code: "content.window_invalid" };
  if (block.status === "draft") return null;
  const lacks = (missing: string): Problem => ({ code: "content.block_incomplete", missing });
  if (!block.words.fr?.title && !block.words.en?.title) return lacks("title");
  if (["hero", "story"].includes(block.kind) && !block.mediaId) return lacks("photo");
  if (block.kind === "products" && settings.source === "picked" && settings.productIds.length === 0)
    return lacks("products");
  if (block.kind === "products" && settings.source === "category" && !settings.category) return lacks("category");
  return null;
}

/** What keeps an article from being published: it must be readable in one language at least. */
export function articleProblem(article: SaveArticleInput): Problem | null {
  if (article.status === "draft") return null;
  const readable = Object.values(article.words).some((words) => words?.title && words.body);
  return readable ? null : { code: "content.article_incomplete", missing: "title" };
}
