import { useLocale, useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { HomeBlock } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { BlockButton, MoveButtons } from "./block-button.tsx";
import type { CategoryChoice } from "./block-settings-fields.tsx";

/** Where a block stands in time: a draft, to come, on screen or over. */
function useStanding(now: number) {
  const t = useTranslations("content.blocks");
  return ({ status, startsAt, endsAt }: HomeBlock) => {
    if (status === "draft") return <Badge tone="warning">{t("statuses.draft")}</Badge>;
    if (endsAt && Date.parse(endsAt) <= now) return <Badge tone="neutral">{t("over")}</Badge>;
    if (startsAt && Date.parse(startsAt) > now) return <Badge tone="info">{t("later")}</Badge>;
    return <Badge tone="success">{t("now")}</Badge>;
  };
}

type BlockListProps = { blocks: readonly HomeBlock[]; categories: readonly CategoryChoice[]; now: number };

/** The parts of the home page from top to bottom. */
export function BlockList({ blocks, categories, now }: BlockListProps) {
  const t = useTranslations("content.blocks");
  const areas = useTranslations("backoffice.areas");
  const format = useFormatter();
  const locale = useLocale();
  const standing = useStanding(now);
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  const titleOf = ({ words, kind }: HomeBlock) => words[locale]?.title || words.fr?.title || t(`kinds.${kind}`);
  return (
    <>
      <PageHeader
        title={areas("homePage")}
        actions={
          <>
            <LinkButton href="/admin/home-page/preview">{t("preview")}</LinkButton>
            <BlockButton categories={categories} />
          </>
        }
      />
      <p className="mb-3 max-w-[70ch] text-muted">{t("intro")}</p>
      <DataTable
        caption={areas("homePage")}
        rows={blocks}
        rowKey={(block) => block.id}
        columns={[
          {
            key: "title",
            header: t("title"),
            className: "max-sm:max-w-40",
            cell: (block) => (
              <span className="flex min-w-0 items-center gap-2.5">
                {block.photo && <MediaThumb mediaKey={block.photo.key} size={26} />}
                <span className="truncate">{titleOf(block)}</span>
              </span>
            ),
          },
          {
            key: "kind",
            header: t("kind"),
            className: "max-md:hidden text-muted",
            cell: (block) => t(`kinds.${block.kind}`),
          },
          { key: "status", header: t("status"), cell: standing },
          {
            key: "window",
            header: t("window"),
            className: "max-lg:hidden text-muted",
            cell: ({ startsAt, endsAt }) =>
              startsAt || endsAt ? [startsAt, endsAt].map((at) => (at ? day(at) : "…")).join(" – ") : t("always"),
          },
          {
            key: "edit",
            header: t("edit"),
            action: true,
            cell: (block) => (
              <span className="flex items-center justify-end gap-1">
                <MoveButtons
                  id={block.id}
                  title={titleOf(block)}
                  first={block === blocks[0]}
                  last={block === blocks.at(-1)}
                />
                <BlockButton block={block} title={titleOf(block)} categories={categories} />
              </span>
            ),
          },
        ]}
        empty={<EmptyList filtered={false} path="/admin/home-page" title={t("none")} />}
      />
    </>
  );
}
