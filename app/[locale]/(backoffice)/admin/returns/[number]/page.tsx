import type { Metadata } from "next";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { ReturnPage } from "#components/backoffice/returns/return-page.tsx";
import { can } from "#server/access/actor.ts";

type Params = { locale: string; number: string };

export async function generateMetadata({ params }: { params: Promise<Params> }): Promise<Metadata> {
  return { title: (await params).number };
}

export default definePage<Params>("fulfilment.return.read", async ({ actor, api, params }) => {
  const [found, locations] = await Promise.all([
    orNotFound(api.admin.returns.get({ number: params.number })),
    can(actor, "stock.level.read") ? api.admin.stock.locations() : [],
  ]);
  return (
    <ReturnPage
      found={found}
      locations={locations}
      mayProcess={can(actor, "fulfilment.return.process")}
      mayRefund={can(actor, "payments.refund.create")}
      mayReadOrders={can(actor, "sales.order.read")}
    />
  );
});
