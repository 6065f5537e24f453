import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WithdrawalForm } from "#components/storefront/withdrawal-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storefront.withdrawal");
  return { title: t("title"), description: t("text") };
}

export default async function WithdrawalPage() {
  const t = await getTranslations("storefront.withdrawal");
  return (
    <div className="page pt-14 lg:pt-20">
      <div className="mx-auto grid max-w-xl gap-6">
        <h1 className="display text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
        <p className="text-[1.0625rem] text-pretty">{t("text")}</p>
        <WithdrawalForm />
      </div>
    </div>
  );
}
