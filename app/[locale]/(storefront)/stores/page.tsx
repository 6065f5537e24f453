import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { alternates } from "#app/_data/seo.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { StoreList } from "#components/storefront/store-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stores");
  return { title: t("title"), description: t("lead"), alternates: alternates(await getLocale(), "/stores") };
}

/** The stores; which are near and what they have is asked by the browser, so the page itself is static. */
export default async function StoresPage() {
  const t = await getTranslations("stores");
  return (
    <div className="page pt-10 lg:pt-14">
      <h1 className="display text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
      <p className="mt-3 mb-10 max-w-[52ch] text-muted text-pretty">{t("lead")}</p>
      <section aria-labelledby="stores" className="max-w-2xl">
        <h2 id="stores" className="sr-only">
          {t("dialog")}
        </h2>
        <ClientMessages nested use={["stores", "storefront.stock"]}>
          <StoreList />
        </ClientMessages>
      </section>
    </div>
  );
}
