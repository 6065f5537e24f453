import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Pagination } from "#components/ui/pagination.tsx";
import { type ListState, pageHref } from "./list-state.ts";

type PagerProps = { path: string; state: ListState; nextCursor: string | null; count: number; summary?: ReactNode };

/** Previous and next along the trail of cursors in the address. */
export function Pager({ path, state, nextCursor, count, summary }: PagerProps) {
  const t = useTranslations("backoffice.list");
  if (count === 0 && state.after.length === 0) return null;
  return (
    <Pagination
      className="mt-3 print:hidden"
      previous={state.after.length ? pageHref(path, state, state.after.slice(0, -1)) : null}
      next={nextCursor ? pageHref(path, state, [...state.after, nextCursor]) : null}
      summary={summary ?? t("rows", { count })}
    />
  );
}
