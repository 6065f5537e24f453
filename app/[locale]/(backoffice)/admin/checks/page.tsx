import { definePage } from "#app/_page/define-page.tsx";
import { CheckList } from "#components/backoffice/checks/check-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("checks");

export default definePage(
  "platform.check.read",
  async ({ actor, api }) => (
    <CheckList checks={await api.admin.checks.list()} mayRun={can(actor, "platform.check.run")} />
  ),
  { fallback: <ListSkeleton /> },
);
