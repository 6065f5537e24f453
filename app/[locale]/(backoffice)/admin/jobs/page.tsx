import { definePage } from "#app/_page/define-page.tsx";
import { JobList } from "#components/backoffice/jobs/job-list.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("jobs");

export default definePage(
  "platform.job.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, []);
    const [{ items, nextCursor }, drift] = await Promise.all([
      api.admin.jobs.list({ cursor: currentCursor(state), limit: pageSize(state) }),
      api.admin.search.drift(),
    ]);
    const mayReplay = can(actor, "platform.job.replay");
    return <JobList state={state} rows={items} nextCursor={nextCursor} mayReplay={mayReplay} drift={drift} />;
  },
  { fallback: <ListSkeleton /> },
);
