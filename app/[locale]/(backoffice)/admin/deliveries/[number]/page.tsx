import type { Metadata } from "next";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { DeliveryPage } from "#components/backoffice/deliveries/delivery-page.tsx";
import { can } from "#server/access/actor.ts";

type Params = { locale: string; number: string };

export async function generateMetadata({ params }: { params: Promise<Params> }): Promise<Metadata> {
  return { title: (await params).number };
}

export default definePage<Params>("fulfilment.delivery.read", async ({ actor, api, params }) => {
  const delivery = await orNotFound(api.admin.deliveries.get({ number: params.number }));
  return (
    <DeliveryPage
      delivery={delivery}
      mayProcess={can(actor, "fulfilment.delivery.process")}
      mayReadOrders={can(actor, "sales.order.read")}
    />
  );
});
