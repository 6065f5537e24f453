"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { StockRow } from "./use-live-stock.ts";

/** From here on the number is worth saying. */
const few = 5;

/** What is left, in all and place by place. A change fades in once and is told politely to screen readers. */
export function StockPanel({ row, variantId, lost }: { row: StockRow | undefined; variantId: string; lost: boolean }) {
  const t = useTranslations("storefront.stock");
  const online = (count: number) =>
    count > few ? t("onlineMany") : count > 1 ? t("onlineFew", { count }) : t("online", { count });
  const [said, setSaid] = useState("");
  const before = useRef<{ variantId: string; available: number } | null>(null);
  useEffect(() => {
    if (!row) return;
    const last = before.current;
    before.current = { variantId, available: row.available };
    if (last && last.variantId === variantId && last.available !== row.available) {
      setSaid(t("changed", { text: t("online", { count: row.available }) }));
    }
  }, [row, variantId, t]);
  return (
    <section aria-label={t("title")} data-testid="stock" data-available={row?.available}>
      {row ? (
        // Another variant is another panel: its figures are no news.
        <div key={variantId}>
          <p
            className={cn(
              "mb-1 text-[1.0625rem] font-medium",
              row.available === 0 ? "text-muted" : row.available <= few && "text-sale",
            )}
          >
            <Live value={row.available}>{online(row.available)}</Live>
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
                <span
                  className={cn(
                    "tabular",
                    place.available === 0 && "text-muted",
                    place.available > 0 && place.available <= few && "text-sale",
                  )}
                >
                  <Live value={place.available}>{t("left", { count: place.available })}</Live>
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
      {lost && <p className="mt-2 text-sm text-muted">{t("lost")}</p>}
      <p role="status" aria-live="polite" className="sr-only">
        {said}
      </p>
    </section>
  );
}

/** A figure that fades in once whenever it changes, not when it first appears. */
function Live({ value, children }: { value: number; children: ReactNode }) {
  const first = useRef(value);
  const changed = useRef(false);
  if (value !== first.current) changed.current = true;
  return (
    <span key={value} className={changed.current ? "changed" : undefined}>
      {children}
    </span>
  );
}
