import { useLocale, useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { locales } from "#server/kernel/locales.ts";
import type { ArticleDetail } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";

const path = "/admin/articles";

type ArticleListProps = { state: ListState; rows: readonly ArticleDetail[]; nextCursor: string | null; now: number };

/** The journal as staff keep it: drafts and what is to come too. */
export function ArticleList({ state, rows, nextCursor, now }: ArticleListProps) {
  const t = useTranslations("content.articles");
  const statuses = useTranslations("content.blocks.statuses");
  const format = useFormatter();
  const locale = useLocale();
  const standing = ({ status, publishAt }: ArticleDetail) => {
    if (status === "draft") return <Badge tone="warning">{statuses("draft")}</Badge>;
    if (publishAt && Date.parse(publishAt) > now) return <Badge tone="info">{t("scheduled")}</Badge>;
    return <Badge tone="success">{statuses("published")}</Badge>;
  };
  return (
    <>
      <PageHeader
        title={t("all")}
        actions={
          <LinkButton href={`${path}/new`} variant="primary">
            {t("add")}
          </LinkButton>
        }
      />
      <p className="mb-3 max-w-[70ch] text-muted">{t("intro")}</p>
      <DataTable
        caption={t("all")}
        rows={rows}
        rowKey={(article) => article.id}
        rowHref={(article) => `${path}/${article.id}`}
        columns={[
          {
            key: "title",
            header: t("title"),
            cell: ({ words, photo }) => (
              <span className="flex min-w-0 items-center gap-2.5">
                <MediaThumb mediaKey={photo?.key} size={26} />
                <span className="truncate">
                  {words[locale]?.title || words.fr?.title || words.en?.title || t("untitled")}
                </span>
              </span>
            ),
          },
          { key: "status", header: t("status"), cell: standing },
          {
            key: "languages",
            header: t("languages"),
            className: "max-md:hidden text-muted",
            cell: ({ words }) =>
              locales
                .filter((l) => words[l]?.title && words[l]?.body)
                .map((l) => l.toUpperCase())
                .join(", "),
          },
          {
            key: "publishAt",
            header: t("publishAt"),
            className: "max-lg:hidden text-muted",
            cell: ({ publishAt }) => publishAt && format.dateTime(new Date(publishAt), { dateStyle: "medium" }),
          },
          {
            key: "updated",
            header: t("updated"),
            className: "max-sm:hidden text-muted",
            cell: (article) => <RelativeTime at={article.updatedAt} />,
          },
        ]}
        empty={<EmptyList filtered={false} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
