import { definePage } from "#app/_page/define-page.tsx";
import { ClaimList } from "#components/backoffice/claims/claim-list.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { claimKinds, claimStatuses } from "#server/modules/claims/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("claims");

export default definePage(
  "claims.claim.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "kind", "query"]);
    const { items, nextCursor } = await api.admin.claims.list({
      status: oneOf(state.values.status, claimStatuses),
      kind: oneOf(state.values.kind, claimKinds),
      query: state.values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <ClaimList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
