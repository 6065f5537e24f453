// An article of the journal with cards of the products that it shows. Reads only; text from content, cards from the same code
// as every list, so price and stock are those of this moment. The order of the text; what is not on sale is left out.
import { productsIn, readMarkedText } from "#server/kernel/marked-text.ts";
import type { ProductCard } from "#server/modules/catalogue/contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import type { Article } from "#server/modules/content/contract.ts";
import { articleBySlug } from "#server/modules/content/index.ts";
import type { Db } from "#server/platform/db.ts";
import type { Reader } from "../browse/list-products.ts";
import { productCards } from "../browse/product-cards.ts";

export type ReadArticle = { movedTo: string | null; article: Article | null; products: ProductCard[] };

/** The article under a slug, or where it has moved to; neither where there is none that can be read in this language. */
export async function readArticle(db: Db, reader: Reader, slug: string): Promise<ReadArticle> {
  const found = await articleBySlug(db, reader, slug);
  if (!found) return { movedTo: null, article: null, products: [] };
  if ("movedTo" in found) return { movedTo: found.movedTo, article: null, products: [] };
  const slugs = productsIn(readMarkedText(found.article.body));
  if (slugs.length === 0) return { movedTo: null, article: found.article, products: [] };
  const [channel, rows] = await Promise.all([
    channelByCode(db, reader.channelCode),
    db.product.findMany({ where: { slug: { in: slugs } }, select: { id: true, slug: true } }),
  ]);
  const ids = slugs.flatMap((wanted) => rows.find((row) => row.slug === wanted)?.id ?? []);
  return {
    movedTo: null,
    article: found.article,
    products: await productCards(db, channel, ids, reader.locale, reader.now),
  };
}
