// Content: what the house says beside its catalogue. Owns content_block (the parts of the home page, in order, by language
// and time), article and article_slug (the journal and the names its articles had). Text is marked-up text of the kernel,
// never HTML. Locks: the order of the home page, the names of articles (locks.ts), before prices and stock.
export { saveArticle } from "./article-commands.ts";
export { moveBlock, removeBlock, saveBlock } from "./block-commands.ts";
export { lockHomePage, lockSlugs } from "./locks.ts";
export {
  adminArticle,
  adminArticles,
  articleBySlug,
  homeBlocks,
  listArticles,
  listBlocks,
  photoChoices,
} from "./queries.ts";
