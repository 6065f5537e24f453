import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { QuotePage } from "#components/backoffice/quotes/quote-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("quotes");

export default definePage<{ locale: string; id: string }>("quotes.quote.read", async ({ actor, api, params }) => {
  const quote = await orNotFound(api.admin.quotes.get({ id: params.id }));
  return <QuotePage quote={quote} mayWrite={can(actor, "quotes.quote.write")} />;
});
