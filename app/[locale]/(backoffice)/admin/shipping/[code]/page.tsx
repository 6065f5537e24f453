import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { PlacePage } from "#components/backoffice/shipping/place-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

type Params = { locale: string; code: string };

export const generateMetadata = titled("shipping");

export default definePage<Params>("fulfilment.promise.read", async ({ actor, api, params }) => {
  const place = await orNotFound(api.admin.shipping.get({ code: decodeURIComponent(params.code) }));
  return <PlacePage place={place} mayWrite={can(actor, "stock.location.write")} />;
});
