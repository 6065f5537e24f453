import { definePage } from "#app/_page/define-page.tsx";
import { ArticleList } from "#components/backoffice/content/article-list.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("articles");

export default definePage(
  "content.page.write",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, []);
    const page = await api.admin.journal.list({ cursor: currentCursor(state), limit: pageSize(state) });
    return <ArticleList state={state} rows={page.items} nextCursor={page.nextCursor} now={Date.now()} />;
  },
  { fallback: <ListSkeleton /> },
);
