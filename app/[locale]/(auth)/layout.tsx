import type { Metadata } from "next";
import Image from "next/image";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { Link } from "#app/_i18n/navigation.ts";
import evening from "#components/storefront/assets/evening.webp";
import { LanguageSwitch } from "#components/storefront/language-switch.tsx";
import { Wordmark } from "#components/storefront/wordmark.tsx";
import { Providers } from "#components/trpc/providers.tsx";

// The fragment of a mailed link must not leave by a referrer, and none of these pages belongs in an index.
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

/** A quiet column to sign in, with a photograph beside it where there is room. */
export default async function AuthLayout({ children }: LayoutProps<"/[locale]">) {
  const t = await getTranslations("auth");
  return (
    <ClientMessages use={["auth"]}>
      <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,5fr)_6fr]">
        <div className="flex flex-col px-5 sm:px-10 lg:px-16">
          <header className="flex h-16 items-center justify-between lg:h-20">
            <Link href="/" aria-label={t("home")}>
              <Wordmark />
            </Link>
            <LanguageSwitch className="text-[0.875rem]" />
          </header>
          <main className="grid grow content-start py-10 lg:content-center">
            <div className="mx-auto grid w-full max-w-sm gap-5">
              <Providers>{children}</Providers>
            </div>
          </main>
        </div>
        <div className="relative hidden bg-tile lg:block">
          <Image
            src={evening}
            alt=""
            fill
            sizes="(min-width: 64rem) 110vw, 1px"
            loading="eager"
            className="object-cover"
          />
        </div>
      </div>
    </ClientMessages>
  );
}
