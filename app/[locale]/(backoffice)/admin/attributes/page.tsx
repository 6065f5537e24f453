import { definePage } from "#app/_page/define-page.tsx";
import { AttributePage } from "#components/backoffice/attributes/attribute-page.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("attributes");

export default definePage(
  "catalogue.product.write",
  async ({ api, locale }) => {
    const [attributes, sets] = await Promise.all([api.admin.attributes.list(), api.admin.attributes.sets()]);
    return <AttributePage attributes={attributes} sets={sets} locale={locale} />;
  },
  { fallback: <ListSkeleton /> },
);
