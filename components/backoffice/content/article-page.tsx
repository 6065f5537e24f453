import { ArrowUpRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ArticleDetail } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { ArticleForm } from "./article-form.tsx";

/** An article of the journal, to be written or changed. */
export function ArticlePage({ article }: { article: ArticleDetail | null }) {
  const t = useTranslations("content.articles");
  const locale = useLocale();
  const title = article?.words[locale]?.title || article?.words.fr?.title || article?.words.en?.title;
  return (
    <>
      <PageHeader
        trail={[{ label: t("all"), href: "/admin/articles" }]}
        title={article ? title || t("untitled") : t("new")}
        actions={
          article?.status === "published" && (
            <LinkButton href={`/journal/${article.slug}`}>
              {t("view")}
              <ArrowUpRight aria-hidden />
            </LinkButton>
          )
        }
      />
      <ArticleForm key={article?.id ?? "new"} article={article} />
    </>
  );
}
