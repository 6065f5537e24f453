import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getOrderByToken } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { ChangeOrder } from "#components/portal/change/change-order.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";
import { publicCaller } from "#server/api/caller.ts";

type Props = PageProps<"/[locale]/order/[token]/change">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.order.change");
  return { title: t("open"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function GuestChangePage({ params }: Props) {
  return (
    <div className="page pt-10 pb-16 lg:pt-14">
      <ClientMessages
        nested
        use={["portal.order", "storefront.track", "checkout.address", "checkout.errors", "checkout.shipping", "stores"]}
      >
        <Suspense fallback={<OrderSkeleton />}>
          <GuestChange params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function GuestChange({ params }: Pick<Props, "params">) {
  const { token } = await params;
  const order = await getOrderByToken(token);
  if (order === "aged") return <AgedLink token={token} />;
  if (!order) notFound();
  const countries = await publicCaller(await getLocale()).shop.checkout.countries();
  return <ChangeOrder initial={order} source={{ token }} token={token} countries={countries} saved={[]} />;
}
