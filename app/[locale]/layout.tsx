import "../globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { hasLocale, NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { compileMessages } from "#app/_i18n/compile-messages.ts";
import { sans, serif } from "#app/_i18n/fonts.ts";
import { pickMessages } from "#app/_i18n/messages.ts";
import { routing } from "#app/_i18n/routing.ts";
import { themeScript } from "#components/storefront/theme.ts";
import { revealScript } from "#components/ui/reveal-script.ts";
import { Toaster } from "#components/ui/toast.tsx";
import { siteUrl } from "#server/api/site.ts";

export const generateStaticParams = () => routing.locales.map((locale) => ({ locale }));

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f3ee" },
    { media: "(prefers-color-scheme: dark)", color: "#171411" },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.shop");
  return {
    metadataBase: new URL(siteUrl()),
    title: { default: `${t("name")} · ${t("tagline")}`, template: `%s · ${t("name")}` },
    applicationName: t("name"),
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export default async function RootLayout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  // Faces send their own messages; here only what error pages and toasts say.
  const messages = pickMessages(await getMessages(), ["common.actions", "common.error", "common.notFound"]);
  return (
    <html lang={locale} className={`${sans.variable} ${serif.variable}`} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours, before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: revealScript + themeScript }} />
      </head>
      <body className="min-h-dvh bg-paper text-ink">
        <NextIntlClientProvider locale={locale} messages={compileMessages(messages) as never} timeZone="Europe/Paris">
          {children}
          <Toaster />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
