import { definePage } from "#app/_page/define-page.tsx";
import { AuditList } from "#components/backoffice/audit/audit-list.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("audit");

export default definePage(
  "platform.audit.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["targetId"]);
    const { items, nextCursor } = await api.admin.audit.list({
      targetId: state.values.targetId?.slice(0, 60),
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <AuditList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
