import { getLocale } from "next-intl/server";
import { getCategories, getCategory, getFeatured, getNewest } from "#app/_data/catalogue.ts";
import { getArticles, getCards } from "#app/_data/content.ts";
import { ArticleCard } from "#components/storefront/article-card.tsx";
import { FamilyMosaic } from "#components/storefront/family-mosaic.tsx";
import { HeroBlock, ListBlock, QuoteBlock, StoryBlock } from "#components/storefront/home-blocks.tsx";
import { ProductGrid, ProductTile } from "#components/storefront/product-tile.tsx";
import type { ShownBlock } from "#server/modules/content/contract.ts";

type HomeBlocksProps = {
  blocks: readonly ShownBlock[];
  /** Inside another page, which has a heading of its own. */
  preview?: boolean;
};

/** The parts of a home page in their order. The shop gives those of this moment, the preview all of them. */
export function HomeBlocks({ blocks, preview = false }: HomeBlocksProps) {
  return blocks.map((block, i) => <Block key={block.id} block={block} first={i === 0 && !preview} />);
}

function Block({ block, first }: { block: ShownBlock; first: boolean }) {
  switch (block.kind) {
    case "hero":
      return <HeroBlock block={block} first={first} />;
    case "story":
      return <StoryBlock block={block} />;
    case "quote":
      return <QuoteBlock block={block} />;
    case "products":
      return <Products block={block} />;
    case "families":
      return <Families block={block} />;
    case "journal":
      return <Journal block={block} />;
  }
}

async function productsOf({ settings }: ShownBlock) {
  const locale = await getLocale();
  const { source, count, category, productIds } = settings;
  if (source === "picked") return getCards(locale, productIds);
  if (source === "featured") return getFeatured(locale, count);
  if (source === "newest") return getNewest(locale, count);
  return (await getCategory(locale, category, { sort: "featured", filters: {}, limit: count }))?.items ?? [];
}

async function Products({ block }: { block: ShownBlock }) {
  const products = (await productsOf(block)).slice(0, block.settings.count);
  if (products.length === 0) return null;
  const three = products.length % 3 === 0;
  return (
    <ListBlock block={block}>
      <ProductGrid className={three ? "lg:grid-cols-3" : "md:grid-cols-4"}>
        {products.map((product) => (
          // The same product may stand in two rows: it morphs into its page from none of them.
          <li key={product.id}>
            <ProductTile
              product={product}
              still
              {...(three && { sizes: "(min-width: 1440px) 430px, (min-width: 768px) 31vw, 46vw" })}
            />
          </li>
        ))}
      </ProductGrid>
    </ListBlock>
  );
}

async function Families({ block }: { block: ShownBlock }) {
  const families = (await getCategories(await getLocale())).filter((c) => c.parentId === null);
  return (
    <ListBlock block={block}>
      <FamilyMosaic families={families} />
    </ListBlock>
  );
}

async function Journal({ block }: { block: ShownBlock }) {
  const { items } = await getArticles(await getLocale(), undefined, Math.min(block.settings.count, 3));
  if (items.length === 0) return null;
  return (
    <ListBlock block={block}>
      <ul className="grid gap-x-5 gap-y-10 md:grid-cols-3">
        {items.map((article) => (
          <li key={article.id}>
            <ArticleCard article={article} />
          </li>
        ))}
      </ul>
    </ListBlock>
  );
}
