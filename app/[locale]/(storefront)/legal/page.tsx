import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { alternates } from "#app/_data/seo.ts";
import { TextPage } from "#components/storefront/text-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.pages.legal");
  return { title: t("title"), description: t("lead"), alternates: alternates(await getLocale(), "/legal") };
}

export default function LegalPage() {
  return <TextPage name="legal" />;
}
