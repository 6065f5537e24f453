import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { Section } from "../shared/section.tsx";
import { EmptyList } from "../shared/states.tsx";
import { AccountingNav } from "./accounting-nav.tsx";
import { PeriodForm } from "./period-form.tsx";

type ExportsPageProps = { years: readonly { year: number; entries: number }[]; from: string; until: string };

/** The books as files: for the tax office by fiscal year, for a spreadsheet by period. */
export function ExportsPage({ years, from, until }: ExportsPageProps) {
  const t = useTranslations("books.exports");
  const locale = useLocale();
  return (
    <>
      <PageHeader title={t("title")} />
      <AccountingNav current="exports" />
      <div className="grid max-w-3xl gap-10">
        <Section title={t("fec")}>
          <p className="max-w-prose text-muted">{t("fecText")}</p>
          {years.length === 0 && (
            <EmptyList filtered={false} path="/admin/accounting/exports" title={t("none")} text={t("noneText")} />
          )}
          <ul className="divide-y divide-line">
            {years.map(({ year, entries }) => (
              <li key={year} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-2">
                <span className="font-medium tabular">{t("year", { year: String(year) })}</span>
                <span className="text-muted">{t("entries", { count: entries })}</span>
                <a href={`/api/exports/accounting/fec/${year}`} className={`${buttonStyle()} ml-auto`} download>
                  {t("download", { year: String(year) })}
                </a>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t("csv")}>
          <p className="max-w-prose text-muted">{t("csvText")}</p>
          <PeriodForm
            names={["from", "until"]}
            values={{ from, until, locale }}
            keep={["locale"]}
            buttons={
              <>
                <Button type="submit" formAction="/api/exports/accounting/journal">
                  {t("journalCsv")}
                </Button>
                <Button type="submit" formAction="/api/exports/accounting/balance">
                  {t("balanceCsv")}
                </Button>
              </>
            }
          />
        </Section>
      </div>
    </>
  );
}
