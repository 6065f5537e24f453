import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AskForm } from "#components/help/ask-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.help");
  return { title: t("contact"), description: t("askText") };
}

/** The contact form: anybody may ask. */
export default async function ContactPage() {
  const t = await getTranslations("portal.help");
  return (
    <div className="page pt-14 lg:pt-20">
      <div className="mx-auto grid max-w-[42rem] gap-6">
        <h1 className="display text-[clamp(2.75rem,5vw,4.5rem)]">{t("contact")}</h1>
        <p className="text-[1.0625rem] text-pretty">{t("askText")}</p>
        <AskForm as="guest" />
      </div>
    </div>
  );
}
