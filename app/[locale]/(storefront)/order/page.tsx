import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { OrderLookup } from "#components/storefront/order-lookup.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.track");
  return { title: t("title"), robots: { index: false } };
}

export default async function TrackPage() {
  const t = await getTranslations("storefront.track");
  return (
    <div className="page pt-14 lg:pt-20">
      <div className="mx-auto grid max-w-xl gap-6">
        <h1 className="display text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
        <p className="text-[1.0625rem] text-pretty">{t("text")}</p>
        <ClientMessages nested use={["storefront.track"]}>
          <OrderLookup />
        </ClientMessages>
      </div>
    </div>
  );
}
