import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import { LinkButton } from "./link-button.tsx";

type PaginationProps = {
  /** Address of the first or previous page; null at the start. */
  previous: string | null;
  next: string | null;
  /** "1–25 of 312" */
  summary?: ReactNode;
  className?: string;
};

/** Keyset pages know their neighbours, not their number. */
export function Pagination({ previous, next, summary, className }: PaginationProps) {
  const t = useTranslations("common.pagination");
  if (!previous && !next) return summary ? <p className={cn("text-sm text-muted", className)}>{summary}</p> : null;
  return (
    <nav aria-label={t("label")} className={cn("flex items-center justify-between gap-4", className)}>
      <p className="tabular text-sm text-muted">{summary}</p>
      <div className="flex gap-2">
        {previous ? (
          <LinkButton href={previous} rel="prev" scroll={false}>
            <ChevronLeft aria-hidden />
            {t("previous")}
          </LinkButton>
        ) : null}
        {next ? (
          <LinkButton href={next} rel="next" scroll={false}>
            {t("next")}
            <ChevronRight aria-hidden />
          </LinkButton>
        ) : null}
      </div>
    </nav>
  );
}
