import { definePage } from "#app/_page/define-page.tsx";
import { ExportsPage } from "#components/backoffice/accounting/exports-page.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("accounting");

export default definePage(
  "accounting.journal.read",
  async ({ api }) => {
    const years = await api.admin.accounting.years();
    const today = new Date().toISOString().slice(0, 10);
    return <ExportsPage years={years} from={`${today.slice(0, 4)}-01-01`} until={today} />;
  },
  { fallback: <ListSkeleton /> },
);
