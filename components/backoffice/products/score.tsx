import { useTranslations } from "next-intl";
import { cn } from "#components/ui/class-names.ts";
import { publishFrom } from "#server/modules/catalogue/completeness-contract.ts";

/** Completeness as a figure beside a short bar. The figure carries the meaning. */
export function Score({ value }: { value: number | null }) {
  const t = useTranslations("backoffice.product.completeness");
  if (value === null) return <span className="text-muted">–</span>;
  const tone = value === 100 ? "bg-success" : value < publishFrom ? "bg-danger" : "bg-warning";
  return (
    <span className="inline-flex items-center gap-2 tabular" title={t("title")}>
      <span aria-hidden className="h-1 w-10 overflow-hidden rounded-full bg-line max-sm:hidden">
        <span className={cn("block h-full", tone)} style={{ width: `${value}%` }} />
      </span>
      {t("percent", { value })}
    </span>
  );
}
