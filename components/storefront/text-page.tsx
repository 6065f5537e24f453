import { useTranslations } from "next-intl";

export type TextPageName = "legal" | "terms" | "privacy" | "shipping";

/** A page of plain words: title, lead, titled paragraphs. */
export function TextPage({ name }: { name: TextPageName }) {
  const t = useTranslations(`storefront.pages.${name}`);
  const sections = t.raw("sections") as { title: string; text: string }[];
  return (
    <article className="page pt-14 lg:pt-20">
      <h1 className="display max-w-[14ch] text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
      <p className="mt-5 max-w-[52ch] text-xl leading-relaxed text-pretty">{t("lead")}</p>
      <div className="mt-12 border-t border-line">
        {sections.map((section) => (
          <section
            key={section.title}
            className="grid gap-x-12 gap-y-2 border-b border-line py-7 md:grid-cols-[1fr_2fr]"
          >
            <h2 className="font-display text-2xl leading-tight">{section.title}</h2>
            <p className="max-w-[64ch] leading-relaxed text-pretty">{section.text}</p>
          </section>
        ))}
      </div>
    </article>
  );
}
