import { definePage } from "#app/_page/define-page.tsx";
import { ChartPage } from "#components/backoffice/accounting/chart-page.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("accounting");

export default definePage(
  "accounting.journal.read",
  async ({ actor, api }) => (
    <ChartPage chart={await api.admin.accounting.chart()} mayWrite={can(actor, "accounting.account.write")} />
  ),
  { fallback: <ListSkeleton /> },
);
