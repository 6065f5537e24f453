import { definePage } from "#app/_page/define-page.tsx";
import { PriceListList } from "#components/backoffice/price-lists/price-list-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("priceLists");

export default definePage(
  "pricing.list.read",
  async ({ actor, api }) => (
    <PriceListList rows={await api.admin.priceLists.list()} mayWrite={can(actor, "pricing.list.write")} />
  ),
  { fallback: <ListSkeleton /> },
);
