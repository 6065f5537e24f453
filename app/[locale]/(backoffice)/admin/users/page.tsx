import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { UserList } from "#components/backoffice/users/user-list.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("users");

export default definePage(
  "identity.user.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["query", "who"]);
    const [{ items, nextCursor }, policy] = await Promise.all([
      api.admin.users.list({
        query: state.values.query,
        staffOnly: state.values.who === "all" ? "false" : "true",
        cursor: currentCursor(state),
        limit: pageSize(state),
      }),
      api.admin.users.policy(),
    ]);
    return (
      <UserList
        state={state}
        rows={items}
        nextCursor={nextCursor}
        factorDemanded={policy.staffSecondFactor}
        mayWrite={can(actor, "identity.user.write")}
        creating={searchParams.do === "create"}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
