import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getKnownCustomer } from "#app/_data/customer.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { definePage } from "#app/_page/define-page.tsx";
import { ownOrder } from "#app/_page/own-order.ts";
import { ChangeOrder } from "#components/portal/change/change-order.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal.order.change"))("open") };
}

export default definePage<{ locale: string; number: string }>(
  "account.order.own",
  async ({ api, params }) => {
    const [{ number, order, token }, countries, customer] = await Promise.all([
      ownOrder(api, params.number),
      api.shop.checkout.countries(),
      getKnownCustomer(),
    ]);
    return (
      <ClientMessages nested use={["checkout.address", "checkout.errors", "checkout.shipping", "stores"]}>
        <ChangeOrder
          initial={order}
          source={{ number }}
          token={token}
          countries={countries}
          saved={customer?.addresses ?? []}
        />
      </ClientMessages>
    );
  },
  { fallback: <OrderSkeleton /> },
);
