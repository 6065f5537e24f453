import type { Metadata } from "next";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { ClaimPage } from "#components/backoffice/claims/claim-page.tsx";
import { can } from "#server/access/actor.ts";

type Params = { locale: string; number: string };

export async function generateMetadata({ params }: { params: Promise<Params> }): Promise<Metadata> {
  return { title: (await params).number };
}

export default definePage<Params>("claims.claim.read", async ({ actor, api, params }) => (
  <ClaimPage
    found={await orNotFound(api.admin.claims.get({ number: params.number }))}
    mayDecide={can(actor, "claims.claim.decide")}
    mayReadOrders={can(actor, "sales.order.read")}
    mayReadReturns={can(actor, "fulfilment.return.read")}
  />
));
