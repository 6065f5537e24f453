import type { Metadata } from "next";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { OrderPage } from "#components/backoffice/orders/order-page.tsx";
import { can } from "#server/access/actor.ts";

type Params = { locale: string; number: string };

export async function generateMetadata({ params }: { params: Promise<Params> }): Promise<Metadata> {
  return { title: (await params).number };
}

export default definePage<Params>("sales.order.read", async ({ actor, api, params, searchParams }) => {
  const order = await orNotFound(api.admin.orders.get({ number: params.number }));
  const editing = searchParams.edit === "1" && order.actions.includes("edit");
  return (
    <OrderPage
      order={order}
      may={{
        readDeliveries: can(actor, "fulfilment.delivery.read"),
        readReturns: can(actor, "fulfilment.return.read"),
        readClaims: can(actor, "claims.claim.read"),
        overrideReturns: can(actor, "fulfilment.return.override"),
        readQuotes: can(actor, "quotes.quote.read"),
        collectLater: can(actor, "sales.order.collect_later"),
      }}
      edit={editing ? { countries: await api.shop.checkout.countries() } : null}
    />
  );
});
