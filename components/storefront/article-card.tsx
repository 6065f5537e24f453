import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import type { ArticleCard as Card } from "#server/modules/content/contract.ts";
import { Photo } from "./photo.tsx";

type ArticleCardProps = { article: Card; heading?: "h2" | "h3"; sizes?: string; priority?: boolean };

/** Who signs and since when it can be read. */
export function Byline({ article }: { article: Pick<Card, "author" | "publishedAt"> }) {
  const t = useTranslations("content.shop");
  const format = useFormatter();
  const date = format.dateTime(new Date(article.publishedAt), { dateStyle: "long" });
  return (
    <time dateTime={article.publishedAt.slice(0, 10)} className="text-[0.875rem] text-muted">
      {t("by", { author: article.author, date })}
    </time>
  );
}

const threeAbreast = "(min-width: 1440px) 430px, (min-width: 768px) 31vw, 92vw";

/** An article in a list: its photo, title and first words. One link. */
export function ArticleCard({ article, heading: Heading = "h3", sizes = threeAbreast, priority }: ArticleCardProps) {
  return (
    <article className="group relative grid content-start gap-3">
      <div className="aspect-[4/3] overflow-hidden bg-tile">
        {article.photo && (
          <Photo
            media={article.photo}
            sizes={sizes}
            priority={priority}
            decorative
            className="transition-transform duration-500 ease-house motion-safe:group-hover:scale-[1.02]"
          />
        )}
      </div>
      <Byline article={article} />
      <Heading className="font-display text-[1.75rem] leading-tight text-balance">
        <Link href={`/journal/${article.slug}`} className="after:absolute after:inset-0">
          {article.title}
        </Link>
      </Heading>
      {article.lead && <p className="text-muted text-pretty">{article.lead}</p>}
    </article>
  );
}
