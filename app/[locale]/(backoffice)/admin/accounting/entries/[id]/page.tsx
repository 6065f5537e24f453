import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { EntryPage } from "#components/backoffice/accounting/entry-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../../_title.ts";

type Params = { locale: string; id: string };

export const generateMetadata = titled("accounting");

export default definePage<Params>("accounting.journal.read", async ({ actor, api, params }) => {
  const entry = await orNotFound(api.admin.accounting.entry({ id: params.id }));
  return (
    <EntryPage
      entry={entry}
      mayCorrect={can(actor, "accounting.entry.correct")}
      mayReadOrders={can(actor, "sales.order.read")}
    />
  );
});
