import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { ArticlePage } from "#components/backoffice/content/article-page.tsx";
import { titled } from "../../_title.ts";

type Params = { locale: string; id: string };

export const generateMetadata = titled("articles");

/** "new" is an article that is not there yet. */
export default definePage<Params>("content.page.write", async ({ api, params }) => {
  const article = params.id === "new" ? null : await orNotFound(api.admin.journal.get({ id: params.id }));
  return <ArticlePage article={article} />;
});
