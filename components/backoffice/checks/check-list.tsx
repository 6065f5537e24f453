import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { checkAreas } from "#server/modules/reporting/checks-contract.ts";
import type { Check } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { RunChecksButton } from "./run-checks-button.tsx";

/** Every rule that the books must keep, with its last looks and, where it is broken, by what. */
export function CheckList({ checks, mayRun }: { checks: readonly Check[]; mayRun: boolean }) {
  const t = useTranslations("proof");
  const broken = checks.filter((check) => (check.runs[0]?.violations ?? 0) > 0).length;
  const unknown = checks.every((check) => check.runs.length === 0);
  return (
    <>
      <PageHeader
        title={t("staff.title")}
        actions={
          <>
            <Link href="/proof" className={buttonStyle({ variant: "ghost" })}>
              {t("staff.public")}
            </Link>
            {mayRun && <RunChecksButton which="light" />}
            {mayRun && <RunChecksButton which="full" />}
          </>
        }
      />
      <Alert tone={broken ? "danger" : unknown ? "info" : "success"} className="mb-6">
        {broken ? t("staff.someBroken", { count: broken }) : unknown ? t("never") : t("staff.allHold")}
      </Alert>
      <div className="grid gap-8">
        {checkAreas.map((area) => {
          const own = checks.filter((check) => check.area === area);
          return own.length ? (
            <Section key={area} title={t(`areas.${area}`)}>
              <ul className="divide-y divide-line">
                {own.map((check) => (
                  <CheckRow key={check.name} check={check} />
                ))}
              </ul>
            </Section>
          ) : null;
        })}
      </div>
    </>
  );
}

function CheckRow({ check }: { check: Check }) {
  const t = useTranslations("proof");
  const format = useFormatter();
  const [last] = check.runs;
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 lg:grid-cols-[minmax(0,1.6fr)_7rem_minmax(0,1fr)_8rem] lg:items-start">
      <div>
        <h3 className="font-medium">{t(`invariants.${check.name}.title` as never)}</h3>
        <p className="max-w-prose text-muted">{t(`invariants.${check.name}.text` as never)}</p>
        {last && last.violations > 0 && (
          <div className="mt-2">
            <p className="font-medium">{t("staff.details")}</p>
            <p className="text-xs text-muted">{t("staff.detailsText", { count: check.details.length })}</p>
            <ul className="mt-1 grid gap-1">
              {check.details.map((detail) => (
                <li key={JSON.stringify(detail)}>
                  <code className="block overflow-x-auto bg-sunk px-2 py-1 text-xs">{JSON.stringify(detail)}</code>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <p>
        {last ? (
          <Badge tone={last.violations ? "danger" : "success"}>
            {last.violations ? t("staff.broken", { count: last.violations }) : t("staff.holds")}
          </Badge>
        ) : (
          <Badge>{t("staff.unknown")}</Badge>
        )}
      </p>
      <p className="text-muted tabular">
        {last && (
          <>
            {format.number(last.rows)} {t("staff.rows").toLowerCase()} · {t("staff.ms", { count: last.durationMs })}
            <br />
          </>
        )}
        {t(check.cost === "light" ? "staff.often" : "staff.nightly")}
        {check.lastBrokenAt && (
          <>
            <br />
            {t("staff.lastBroken")} <RelativeTime at={check.lastBrokenAt} />
          </>
        )}
      </p>
      <div className="grid content-start justify-items-start gap-1 text-muted lg:justify-items-end">
        {last && <RelativeTime at={last.checkedAt} />}
        <History check={check} />
      </div>
    </li>
  );
}

/** The last looks as dots, the oldest on the left: a red one stays visible after it was repaired. */
function History({ check }: { check: Check }) {
  const t = useTranslations("proof.staff");
  const runs = check.runs.slice(0, 12).reverse();
  if (runs.length < 2) return null;
  const broken = runs.filter((run) => run.violations > 0).length;
  return (
    <span
      role="img"
      aria-label={`${t("history")}: ${broken ? t("broken", { count: broken }) : t("holds")}`}
      className="flex gap-1"
    >
      {runs.map((run) => (
        <span
          key={run.checkedAt}
          title={run.checkedAt}
          className={`size-1.5 rounded-full ${run.violations ? "bg-danger" : "bg-success"}`}
        />
      ))}
    </span>
  );
}
