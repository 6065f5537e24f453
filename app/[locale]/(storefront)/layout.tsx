import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getCategories } from "#app/_data/catalogue.ts";
import { whenOpen } from "#app/_data/when-open.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { Footer, FooterLinks } from "#components/storefront/footer.tsx";
import { Header, HeaderLinks } from "#components/storefront/header.tsx";

/** Everything shoppers see. Draws only: no session is read here, or every page would leave its static shell. */
export default async function StorefrontLayout({ children }: LayoutProps<"/[locale]">) {
  const t = await getTranslations("common");
  return (
    <ClientMessages
      use={[
        "storefront.header",
        "storefront.search",
        "storefront.footer",
        "storefront.cart",
        "storefront.tile",
        "storefront.wishlist",
      ]}
      errors={["crm", "stock", "sales"]}
    >
      <a
        href="#main"
        className="sr-only z-50 bg-ink px-4 py-3 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <Header
        links={
          <Suspense fallback={null}>
            <Families as="header" />
          </Suspense>
        }
      />
      {/* As high as the window: a list that comes in shorter than its skeleton moves no footer into it. */}
      <main id="main" tabIndex={-1} className="min-h-svh outline-none">
        {children}
      </main>
      <Footer
        links={
          <Suspense fallback={null}>
            <Families as="footer" />
          </Suspense>
        }
      />
    </ClientMessages>
  );
}

async function Families({ as }: { as: "header" | "footer" }) {
  await whenOpen();
  const families = (await getCategories(await getLocale())).filter((c) => c.parentId === null);
  return as === "header" ? <HeaderLinks categories={families} /> : <FooterLinks categories={families} />;
}
