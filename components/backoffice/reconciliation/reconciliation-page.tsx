import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import { findingOutcomes } from "#server/modules/payments/contract-reconciliation.ts";
import type { Finding, ReconciliationRun } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { EmptyList } from "../shared/states.tsx";
import { FindingFacts } from "./finding-facts.tsx";
import { ResolveButton } from "./resolve-button.tsx";
import { StartRunButton } from "./start-run-button.tsx";

const path = "/admin/reconciliation";
const tones = { flagged: "danger", repaired: "success", resolved: "neutral" } as const;

type ReconciliationPageProps = {
  state: ListState;
  findings: readonly Finding[];
  nextCursor: string | null;
  runs: readonly ReconciliationRun[];
  mayRun: boolean;
};

/** Where the provider's books and ours differed, what was done about it, and when we last looked. */
export function ReconciliationPage({ state, findings, nextCursor, runs, mayRun }: ReconciliationPageProps) {
  const t = useTranslations("backoffice.reconciliation");
  const running = runs.some((run) => run.finishedAt === null);
  return (
    <>
      <PageHeader title={t("title")} actions={mayRun && <StartRunButton running={running} />} />
      <div className="grid gap-8">
        <Section title={t("findings")}>
          <StatusTabs
            label={t("byOutcome")}
            path={path}
            state={state}
            name="outcome"
            tabs={[
              { value: "", label: t("all") },
              ...findingOutcomes.map((value) => ({ value, label: t(`outcomes.${value}`) })),
            ]}
          />
          <DataTable
            caption={t("findings")}
            rows={findings}
            rowKey={(finding) => finding.id}
            columns={[
              {
                key: "kind",
                header: t("kind"),
                className: "max-w-96",
                cell: (finding) => (
                  <span className="grid py-1">
                    <span className="font-medium">{t(`kinds.${finding.kind}`)}</span>
                    <FindingFacts finding={finding} />
                  </span>
                ),
              },
              {
                key: "outcome",
                header: t("outcome"),
                cell: (finding) => (
                  <span className="grid justify-items-start gap-0.5 py-1">
                    <Badge tone={tones[finding.outcome]}>{t(`outcomes.${finding.outcome}`)}</Badge>
                    {finding.note && (
                      <span className="text-xs text-muted">
                        {finding.resolvedBy} · {finding.note}
                      </span>
                    )}
                  </span>
                ),
              },
              {
                key: "order",
                header: t("order"),
                className: "whitespace-nowrap",
                cell: (finding) =>
                  finding.orderNumber && (
                    <Link href={`/admin/orders/${finding.orderNumber}`} prefetch={false} className="tabular underline">
                      {finding.orderNumber}
                    </Link>
                  ),
              },
              {
                key: "at",
                header: t("at"),
                className: "max-sm:hidden whitespace-nowrap text-muted",
                cell: (finding) => <RelativeTime at={finding.createdAt} />,
              },
              {
                key: "do",
                header: t("actions"),
                action: true,
                cell: (finding) => mayRun && finding.outcome === "flagged" && <ResolveButton finding={finding} />,
              },
            ]}
            empty={
              <EmptyList filtered={Boolean(state.values.outcome)} path={path} title={t("none")} text={t("noneText")} />
            }
          />
          <Pager path={path} state={state} nextCursor={nextCursor} count={findings.length} />
        </Section>
        <Runs runs={runs} />
      </div>
    </>
  );
}

function Runs({ runs }: { runs: readonly ReconciliationRun[] }) {
  const t = useTranslations("backoffice.reconciliation");
  return (
    <Section title={t("runs")}>
      <DataTable
        caption={t("runs")}
        rows={runs}
        rowKey={(run) => run.id}
        columns={[
          {
            key: "started",
            header: t("started"),
            className: "whitespace-nowrap",
            cell: (run) => <RelativeTime at={run.startedAt} />,
          },
          {
            key: "since",
            header: t("since"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (run) => <RelativeTime at={run.since} />,
          },
          { key: "by", header: t("by"), className: "max-md:hidden text-muted", cell: (run) => run.by ?? t("clock") },
          {
            key: "state",
            header: t("state"),
            cell: (run) => (
              <Badge tone={run.failure ? "danger" : run.finishedAt ? "success" : "info"}>
                {t(run.failure ? "broken" : run.finishedAt ? "done" : "running")}
              </Badge>
            ),
          },
          { key: "compared", header: t("compared"), numeric: true, cell: (run) => run.compared },
          { key: "repaired", header: t("repaired"), numeric: true, cell: (run) => run.repaired },
          { key: "flagged", header: t("flagged"), numeric: true, cell: (run) => run.flagged },
        ]}
        empty={<p className="py-2 text-muted">{t("runsNone")}</p>}
      />
    </Section>
  );
}
