import { useTranslations } from "next-intl";
import { reviewStatuses, starValues } from "#server/modules/reviews/contract-kinds.ts";
import type { ReviewRow } from "../dto.ts";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { useStatusWord } from "../shared/status.tsx";
import { ReviewEntry } from "./review-entry.tsx";

const path = "/admin/reviews";

type ReviewListProps = {
  state: ListState;
  rows: readonly ReviewRow[];
  nextCursor: string | null;
  waiting: { pending: number; reported: number };
  may: { moderate: boolean; readOrders: boolean };
};

/** What buyers wrote, whole, to be read: what waits and what readers doubt is counted above. */
export function ReviewList({ state, rows, nextCursor, waiting, may }: ReviewListProps) {
  const t = useTranslations("backoffice.reviews");
  const word = useStatusWord();
  const { status, stars, reported, query } = state.values;
  return (
    <>
      <PageHeader title={t("title")} />
      <p className="pb-3 text-muted">{t("waiting", waiting)}</p>
      <StatusTabs
        label={t("byStatus")}
        path={path}
        state={state}
        name="status"
        tabs={[
          { value: "", label: t("all") },
          ...reviewStatuses.map((value) => ({ value, label: word("review", value) })),
        ]}
      />
      <FilterBar
        state={state}
        search={t("search")}
        choices={[
          {
            key: "stars",
            label: t("stars"),
            options: starValues.toReversed().map((n) => ({ value: String(n), label: t("starsOf", { stars: n }) })),
          },
          { key: "reported", label: t("reported"), options: [{ value: "yes", label: t("reportedOnly") }] },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyList
          filtered={Boolean(status || stars || reported || query)}
          path={path}
          title={t("none")}
          text={t("noneText")}
        />
      ) : (
        <ul className="grid border-t border-line">
          {rows.map((review) => (
            <li key={review.id} className="border-b border-line">
              <ReviewEntry review={review} may={may} />
            </li>
          ))}
        </ul>
      )}
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
