import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ProductList } from "#components/backoffice/products/product-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { adminProductSorts } from "#server/modules/catalogue/admin-contract.ts";
import { productStatuses } from "#server/modules/catalogue/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("products");

export default definePage(
  "catalogue.product.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["query", "status", "show", "sort"]);
    const { items, nextCursor } = await api.admin.products.list({
      query: state.values.query,
      status: oneOf(state.values.status, productStatuses),
      incomplete: state.values.show === "incomplete" || undefined,
      sort: oneOf(state.values.sort, adminProductSorts),
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <ProductList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
