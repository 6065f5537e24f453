import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { ProductPage } from "#components/backoffice/products/product-page.tsx";
import { can } from "#server/access/actor.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { titled } from "../../_title.ts";

type Params = { locale: string; id: string };

export const generateMetadata = titled("products");

export default definePage<Params>("catalogue.product.read", async ({ actor, api, locale, params }) => {
  const [product, alerts, { makers }] = await Promise.all([
    orNotFound(api.admin.products.get({ id: params.id })),
    api.admin.products.alerts({ id: params.id }),
    api.admin.makers.list(),
  ]);
  return (
    <ProductPage
      product={product}
      alerts={alerts}
      makers={makers}
      title={inLocale(product.name, locale)}
      mayWrite={can(actor, "catalogue.product.write")}
      mayReadStock={can(actor, "stock.level.read")}
    />
  );
});
