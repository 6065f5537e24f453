import { definePage } from "#app/_page/define-page.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { ShippingPage } from "#components/backoffice/shipping/shipping-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("shipping");

export default definePage(
  "fulfilment.promise.read",
  async ({ actor, api }) => {
    const [places, methods] = await Promise.all([api.admin.shipping.places(), api.admin.shipping.methods()]);
    return <ShippingPage places={places} methods={methods} mayWrite={can(actor, "fulfilment.method.write")} />;
  },
  { fallback: <ListSkeleton /> },
);
