import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { Link } from "#app/_i18n/navigation.ts";
import { PortalLinks, PortalNav } from "#components/portal/portal-nav.tsx";
import { LanguageSwitch } from "#components/storefront/language-switch.tsx";
import { Wordmark } from "#components/storefront/wordmark.tsx";
import { Providers } from "#components/trpc/providers.tsx";

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The customer's own rooms. Draws only: each page guards itself. */
export default async function PortalLayout({ children }: LayoutProps<"/[locale]">) {
  const t = await getTranslations();
  return (
    <ClientMessages
      use={[
        "portal",
        "auth.password",
        "auth.code",
        "consent.cart_reminder",
        "consent.review_request",
        "consent.newsletter",
        "storefront.track",
      ]}
    >
      <Providers>
        <a
          href="#main"
          className="sr-only z-50 bg-ink px-4 py-3 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {t("common.skip")}
        </a>
        <header className="border-b border-line" data-print="hide">
          <div className="page flex h-16 items-center justify-between gap-6 lg:h-20">
            <Link href="/" aria-label={t("auth.home")}>
              <Wordmark className="max-[400px]:text-[1.5rem]" />
            </Link>
            <div className="flex items-center gap-5 text-[0.875rem]">
              <Link href="/" className="inline-flex min-h-8 items-center hover:underline">
                {t("portal.nav.shop")}
              </Link>
              <Suspense fallback={<span className="size-9" />}>
                <LanguageSwitch />
              </Suspense>
            </div>
          </div>
        </header>
        <div className="page grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-8 py-6 lg:grid-cols-[12rem_minmax(0,1fr)] lg:py-12">
          {/* Pages of one order have an address that no build knows: what reads it waits here. */}
          <Suspense fallback={<PortalLinks path="" />}>
            <PortalNav />
          </Suspense>
          <main id="main" tabIndex={-1} className="min-w-0 pb-16 outline-none">
            {children}
          </main>
        </div>
      </Providers>
    </ClientMessages>
  );
}
