import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { alternates } from "#app/_data/seo.ts";
import { KeptTable } from "#components/storefront/kept-table.tsx";
import { TextPage } from "#components/storefront/text-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.pages.privacy");
  return { title: t("title"), description: t("lead"), alternates: alternates(await getLocale(), "/privacy") };
}

export default function PrivacyPage() {
  return (
    <>
      <TextPage name="privacy" />
      <KeptTable />
    </>
  );
}
