import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { CartPage } from "#components/storefront/cart-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.cart");
  return { title: t("title"), robots: { index: false } };
}

export default async function Page() {
  const t = await getTranslations("storefront.cart");
  return (
    <div className="page pt-10 lg:pt-14">
      <h1 className="display mb-8 text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
      <ClientMessages nested use={["storefront.recent"]}>
        <CartPage />
      </ClientMessages>
    </div>
  );
}
