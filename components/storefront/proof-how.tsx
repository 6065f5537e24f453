import { useTranslations } from "next-intl";

/** How the books are checked, and what the figures do and do not say. */
export function ProofHow() {
  const t = useTranslations("proof");
  return (
    <section id="how" className="mt-16 grid gap-x-12 gap-y-4 border-t border-line pt-8 md:grid-cols-[1fr_2fr]">
      <h2 className="font-display text-2xl leading-tight">{t("howTitle")}</h2>
      <div className="grid max-w-[64ch] gap-4 leading-relaxed text-pretty">
        <p>{t("howText")}</p>
        <p className="text-muted">{t("howPrivacy")}</p>
        <p>
          <a href="/api/rest/proof" className="underlined inline-flex min-h-6 items-center">
            {t("howApi")}
          </a>
        </p>
      </div>
    </section>
  );
}
