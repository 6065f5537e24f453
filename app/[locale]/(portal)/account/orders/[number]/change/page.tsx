import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getKnownCustomer } from "#app/_data/customer.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { definePage } from "#app/_page/define-page.tsx";
import { ChangeOrder } from "#components/portal/change/change-order.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal.order.change"))("open") };
}

export default definePage<{ locale: string; number: string }>(
  "account.order.own",
  async ({ api, params }) => {
    const number = decodeURIComponent(params.number);
    const order = await api.account.orders.get({ number }).catch((error: unknown) => {
      if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
      throw error;
    });
    if (!order) notFound();
    const [{ token }, countries, customer] = await Promise.all([
      api.account.orders.link({ number }),
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
