import { useTranslations } from "next-intl";
import type { FailedJob, SearchDrift } from "../dto.ts";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { ReplayButton } from "./replay-button.tsx";
import { SearchDriftMeter } from "./search-drift-meter.tsx";

const path = "/admin/jobs";

type JobListProps = {
  state: ListState;
  rows: readonly FailedJob[];
  nextCursor: string | null;
  mayReplay: boolean;
  drift: SearchDrift;
};

/** Jobs that gave up after all their tries: why, with what, and another chance. */
export function JobList({ state, rows, nextCursor, mayReplay, drift }: JobListProps) {
  const t = useTranslations("backoffice.jobs");
  return (
    <>
      <PageHeader title={t("title")} />
      {rows.length === 0 ? (
        <EmptyList filtered={false} path={path} title={t("none")} text={t("noneText")} />
      ) : (
        <ul className="grid divide-y divide-line border-y border-line">
          {rows.map((job) => (
            <li key={job.id} className="grid gap-2 py-3">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <code className="font-medium">{job.task}</code>
                <span className="text-muted tabular">
                  {t("attempts", { count: job.attempts, max: job.maxAttempts })}
                </span>
                <RelativeTime at={job.updatedAt} className="text-muted" />
                {mayReplay && (
                  <span className="ml-auto">
                    <ReplayButton id={job.id} task={job.task} />
                  </span>
                )}
              </div>
              {job.lastError && (
                <pre className="max-h-40 overflow-auto rounded-control bg-danger-wash p-2.5 text-xs whitespace-pre-wrap text-danger">
                  {job.lastError}
                </pre>
              )}
              <details>
                <summary className="inline-flex min-h-6 items-center text-muted hover:text-ink">{t("payload")}</summary>
                <pre className="mt-1 max-h-60 overflow-auto rounded-control bg-sunk p-2.5 text-xs whitespace-pre-wrap">
                  {JSON.stringify(job.payload, null, 2)}
                </pre>
              </details>
            </li>
          ))}
        </ul>
      )}
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
      <SearchDriftMeter drift={drift} />
    </>
  );
}
