import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { StockAlertLink } from "#components/storefront/stock-alert-link.tsx";

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.alert.confirm");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function Page() {
  return (
    <div className="page pt-10 pb-10 lg:pt-14">
      <ClientMessages nested use={["storefront.alert"]}>
        <StockAlertLink action="confirm" />
      </ClientMessages>
    </div>
  );
}
