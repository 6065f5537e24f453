"use client";
import { clsx } from "clsx";
import { ChevronDown, SlidersHorizontal, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useId, useOptimistic, useState, useTransition } from "react";
import { usePathname, useRouter } from "#app/_i18n/navigation.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { activeCount, type ListState, listHref, toggled } from "./list-url.ts";
import type { Facet } from "./types.ts";

const FilterSheet = dynamic(() => import("./filter-sheet.tsx").then((m) => m.FilterSheet), { ssr: false });

type ListControlsProps = {
  state: ListState;
  facets: Facet[];
  sorts: readonly string[];
  defaultSort: string;
  total: number;
};

/** A chosen value in words. One that was ticked a moment ago is not among the chosen yet. */
function chipLabel(facet: Facet | undefined, value: string): string {
  const known = facet?.chosen.find((v) => v.value === value) ?? facet?.values.find((v) => v.value === value);
  return known?.label ?? (facet?.type === "range" ? facet.label : value);
}

/** Count, filters and order of a list. The address holds the state; a change shows at once and the list follows. */
export function ListControls({ state: shown, facets, sorts, defaultSort, total }: ListControlsProps) {
  const t = useTranslations("storefront.list");
  const router = useRouter();
  const pathname = usePathname();
  const [pending, start] = useTransition();
  const [state, setState] = useOptimistic(shown);
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const sortId = useId();
  const active = activeCount(state);
  const change = (next: ListState) =>
    start(() => {
      setState(next);
      router.replace(listHref(pathname, next), { scroll: false });
    });
  const chips = Object.entries(state.filters).flatMap(([key, values]) => {
    const facet = facets.find((f) => f.key === key);
    return values.map((value) => ({ key, value, label: chipLabel(facet, value) }));
  });
  return (
    <div className="border-y border-line" data-pending={pending || undefined}>
      <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-6 gap-y-1 py-1.5">
        <p role="status" className="tabular text-[0.9375rem] text-muted">
          {t("count", { count: total })}
        </p>
        <div className="flex items-center gap-x-6">
          {facets.length > 0 && (
            <button
              type="button"
              aria-haspopup="dialog"
              aria-expanded={open}
              disabled={!hydrated}
              onPointerEnter={() => setWanted(true)}
              onClick={() => {
                setWanted(true);
                setOpen(true);
              }}
              className="inline-flex min-h-11 items-center gap-2 text-[0.9375rem] hover:underline"
            >
              <SlidersHorizontal aria-hidden className="size-4" />
              {t("filtersActive", { count: active })}
            </button>
          )}
          <div className="relative">
            <label htmlFor={sortId} className="sr-only">
              {t("sort")}
            </label>
            <select
              id={sortId}
              value={state.sort ?? defaultSort}
              onChange={(event) =>
                change({ ...state, sort: event.target.value === defaultSort ? null : event.target.value })
              }
              className="min-h-11 cursor-pointer appearance-none bg-transparent pr-6 text-right text-[0.9375rem] hover:underline"
            >
              {sorts.map((sort) => (
                <option key={sort} value={sort} className="bg-raised text-ink">
                  {t(`sortBy.${sort}` as "sortBy.featured")}
                </option>
              ))}
            </select>
            <ChevronDown
              aria-hidden
              className="pointer-events-none absolute top-1/2 right-0 size-4 -translate-y-1/2 text-muted"
            />
          </div>
        </div>
      </div>
      {chips.length > 0 && (
        <ul className="flex flex-wrap items-center gap-2 pb-3">
          {chips.map((chip) => (
            <li key={`${chip.key}:${chip.value}`}>
              <button
                type="button"
                aria-label={t("removeFilter", { name: chip.label })}
                onClick={() => change(toggled(state, chip.key, chip.value))}
                className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-edge px-3 text-sm hover:border-ink"
              >
                {chip.label}
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              className={clsx(buttonStyle({ variant: "link", size: "sm" }), "px-2!")}
              onClick={() => change({ ...state, filters: {} })}
            >
              {t("clear")}
            </button>
          </li>
        </ul>
      )}
      {wanted && (
        <FilterSheet
          open={open}
          onOpenChange={setOpen}
          facets={facets}
          state={state}
          onChange={change}
          total={total}
          pending={pending}
        />
      )}
    </div>
  );
}
