import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { PriceListPage } from "#components/backoffice/price-lists/price-list-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

type Params = { locale: string; id: string };

export const generateMetadata = titled("priceLists");

export default definePage<Params>("pricing.list.read", async ({ actor, api, params, searchParams }) => {
  const state = parseListState(searchParams, ["query"]);
  const id = decodeURIComponent(params.id);
  const [list, prices] = await Promise.all([
    orNotFound(api.admin.priceLists.get({ id })),
    api.admin.prices.list({
      ...{ priceListId: id, query: state.values.query },
      ...{ cursor: currentCursor(state), limit: pageSize(state) },
    }),
  ]);
  return (
    <PriceListPage
      list={list}
      state={state}
      rows={prices.items}
      nextCursor={prices.nextCursor}
      mayWrite={can(actor, "pricing.list.write")}
      mayOpenCustomers={can(actor, "partners.partner.read")}
    />
  );
});
