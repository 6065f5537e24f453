import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { SearchDrift } from "../dto.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";

type Audit = SearchDrift[number]["audits"][number];

const engineNames: Record<string, string> = { postgres: "PostgreSQL", meilisearch: "Meilisearch" };

const wrongIn = (audit: Audit): number => audit.missing + audit.stale + audit.extra;
const toneOf = (audit: Audit): string =>
  audit.failure
    ? "bg-warning"
    : wrongIn(audit) > audit.repaired
      ? "bg-danger"
      : wrongIn(audit)
        ? "bg-info"
        : "bg-success";

/** How far the search index was from the catalogue, engine by engine: the last look in figures, those before as a strip. */
export function SearchDriftMeter({ drift }: { drift: SearchDrift }) {
  const t = useTranslations("backoffice.jobs.drift");
  return (
    <Section title={t("title")} className="mt-8">
      <p className="max-w-[70ch] text-muted">{t("intro")}</p>
      <div className="grid gap-8 md:grid-cols-2">
        {drift.map(({ engine, audits }) => {
          const last = audits[0];
          return (
            <div key={engine} className="grid content-start gap-2">
              <h3 className="flex items-center gap-2 font-medium">
                {engineNames[engine] ?? engine}
                {last && <Verdict audit={last} />}
              </h3>
              {last ? (
                <>
                  <Facts
                    rows={[
                      [t("last"), <RelativeTime key="at" at={last.startedAt} />],
                      [t("sampled"), t("products", { count: last.sampled })],
                      [t("wrong"), t("wrongOf", { missing: last.missing, stale: last.stale, extra: last.extra })],
                      [t("repaired"), last.repaired],
                      [t("lag"), t("seconds", { seconds: Math.ceil(last.lagMs / 1000) })],
                    ]}
                  />
                  {last.failure && <p className="text-warning">{last.failure}</p>}
                  <ol aria-label={t("history")} className="flex h-6 items-end gap-0.5">
                    {[...audits].reverse().map((audit) => (
                      <li
                        key={audit.id}
                        title={t("point", { wrong: wrongIn(audit), sampled: audit.sampled })}
                        className={cn("w-2 rounded-sm", wrongIn(audit) ? "h-6" : "h-3", toneOf(audit))}
                      >
                        <span className="sr-only">{t("point", { wrong: wrongIn(audit), sampled: audit.sampled })}</span>
                      </li>
                    ))}
                  </ol>
                </>
              ) : (
                <p className="text-muted">{t("never")}</p>
              )}
            </div>
          );
        })}
      </div>
    </Section>
  );
}

function Verdict({ audit }: { audit: Audit }) {
  const t = useTranslations("backoffice.jobs.drift");
  if (audit.failure) return <Badge tone="warning">{t("unreachable")}</Badge>;
  const wrong = wrongIn(audit);
  if (wrong === 0) return <Badge tone="success">{t("agrees")}</Badge>;
  return audit.repaired < wrong ? (
    <Badge tone="danger">{t("drifted")}</Badge>
  ) : (
    <Badge tone="info">{t("mended")}</Badge>
  );
}
