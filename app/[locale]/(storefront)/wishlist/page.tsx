import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { WishlistPage } from "#components/storefront/wishlist-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.wishlist");
  return { title: t("title"), robots: { index: false } };
}

export default async function Page() {
  const t = await getTranslations("storefront.wishlist");
  return (
    <div className="page max-w-5xl! pt-10 lg:pt-14">
      <h1 className="display text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
      <p className="mt-2 mb-8 text-muted text-pretty">{t("lead")}</p>
      <ClientMessages nested use={["storefront.stock"]}>
        <WishlistPage />
      </ClientMessages>
    </div>
  );
}
