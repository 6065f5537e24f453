import { definePage } from "#app/_page/define-page.tsx";
import { BlockList } from "#components/backoffice/content/block-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("homePage");

export default definePage(
  "content.page.write",
  async ({ api }) => {
    const [blocks, categories] = await Promise.all([api.admin.homePage.list(), api.shop.catalogue.categories()]);
    return (
      <BlockList blocks={blocks} categories={categories.map(({ slug, name }) => ({ slug, name }))} now={Date.now()} />
    );
  },
  { fallback: <ListSkeleton /> },
);
