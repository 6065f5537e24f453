import { definePage } from "#app/_page/define-page.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { SynonymList } from "#components/backoffice/synonyms/synonym-list.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("synonyms");

export default definePage(
  "catalogue.product.write",
  async ({ api }) => <SynonymList rows={await api.admin.synonyms.list()} />,
  { fallback: <ListSkeleton /> },
);
