"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { isScarce, useStockWords } from "./stock-words.ts";
import type { StockRow } from "./use-live-stock.ts";

type StockPanelProps = {
  row: StockRow | undefined;
  variantId: string;
  /** Nobody has been able to say for some seconds whether this is still so. */
  stale: boolean;
};

/** What is left, in all and place by place. A change fades in once and is told politely to screen readers. */
export function StockPanel({ row, variantId, stale }: StockPanelProps) {
  const t = useTranslations("storefront.stock");
  const words = useStockWords();
  const headline = row && words.headline(row);
  const [said, setSaid] = useState("");
  const before = useRef<{ variantId: string; headline: string } | null>(null);
  useEffect(() => {
    if (headline === undefined) return;
    const last = before.current;
    before.current = { variantId, headline };
    if (last && last.variantId === variantId && last.headline !== headline) setSaid(t("changed", { text: headline }));
  }, [headline, variantId, t]);
  return (
    <section
      aria-label={t("title")}
      data-testid="stock"
      data-available={row?.available ?? undefined}
      data-band={row?.band}
      data-stale={stale || undefined}
    >
      {row ? (
        // Another variant is another panel: its figures are no news.
        <div key={variantId}>
          <p
            className={cn(
              "mb-1 text-[1.0625rem] font-medium",
              row.band === "none" ? "text-muted" : isScarce(row) && "text-sale",
            )}
          >
            <Live value={headline}>{headline}</Live>
          </p>
          <ul className="text-[0.9375rem]">
            {row.locations.map((place) => (
              <li
                key={place.code}
                className="flex items-baseline justify-between gap-4 border-b border-line py-1.5 last:border-0"
              >
                <span>
                  {place.name}
                  <span className="ml-2 text-[0.8125rem] text-muted">{t(place.kind)}</span>
                </span>
                <span className={cn("tabular", place.band === "none" ? "text-muted" : isScarce(place) && "text-sale")}>
                  <Live value={words.place(place)}>{words.place(place)}</Live>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div role="status" aria-label={t("loading")}>
          <Skeleton className="h-6 w-40" />
          <Skeleton className="mt-3 h-5 w-full" />
          <Skeleton className="mt-3 h-5 w-full" />
          <Skeleton className="mt-3 h-5 w-full" />
        </div>
      )}
      {stale && <p className="mt-2 text-sm text-muted">{t("lost")}</p>}
      <p role="status" aria-live="polite" className="sr-only">
        {said}
      </p>
    </section>
  );
}

/** Words that fade in once whenever they change, not when they first appear. */
function Live({ value, children }: { value: string | undefined; children: ReactNode }) {
  const first = useRef(value);
  const changed = useRef(false);
  if (value !== first.current) changed.current = true;
  return (
    <span key={value} className={changed.current ? "changed" : undefined}>
      {children}
    </span>
  );
}
