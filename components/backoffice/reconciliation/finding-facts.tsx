import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "#server/kernel/money.ts";
import type { Finding } from "../dto.ts";

/** What stands where: our books, theirs, and the provider's name of it. */
export function FindingFacts({ finding }: { finding: Finding }) {
  const t = useTranslations("backoffice.reconciliation");
  const locale = useLocale();
  const { details, providerRef } = finding;
  const currency = typeof details.currency === "string" && details.currency.length === 3 ? details.currency : null;
  const shown = (value: unknown): string => {
    if (typeof value === "number" && currency) return formatMoney({ minor: value, currency }, locale);
    if (value === null || value === undefined) return t("nothing");
    const word = String(value);
    return t.has(`words.${word}` as never) ? t(`words.${word}` as never) : word;
  };
  const facts = [
    "amountMinor" in details ? shown(details.amountMinor) : null,
    "ours" in details ? t("ours", { value: shown(details.ours) }) : null,
    "theirs" in details ? t("theirs", { value: shown(details.theirs) }) : null,
  ].filter((fact) => fact !== null);
  return (
    <span className="grid text-xs text-muted">
      <span>{facts.join(" · ")}</span>
      {providerRef && <span className="max-w-72 truncate font-mono">{providerRef}</span>}
    </span>
  );
}
