"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Price } from "#components/ui/price.tsx";
import type { QuickOrder } from "#server/modules/sales/contract-quick.ts";

type QuickPreviewProps = { list: QuickOrder; good: number; busy: boolean; onAdd: () => void };

/** Each row with what it means: the article, its price, or what is wrong with it. */
export function QuickPreview({ list, good, busy, onAdd }: QuickPreviewProps) {
  const t = useTranslations("portal.quickOrder");
  const wrong = list.rows.length - good;
  return (
    <section aria-labelledby="preview" className="grid gap-4">
      <h2 id="preview" className="display text-3xl">
        {t("preview")}
      </h2>
      <p role="status">{t("summary", { good, wrong })}</p>
      <ul className="border-t border-line">
        {list.rows.map((row) => (
          <li
            key={row.row}
            className={cn(
              "grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 border-b border-line py-3",
              row.problem && "text-danger",
            )}
          >
            <div className="min-w-0">
              <p className="break-words">{row.name ?? row.text}</p>
              <p className={cn("text-sm", !row.problem && "text-muted")}>
                {t("row", { row: row.row })}
                {" · "}
                {row.problem
                  ? t(`problems.${row.problem}`, {
                      orderable: row.orderable ?? 0,
                      known: String(row.orderable !== null),
                    })
                  : t("units", { quantity: row.quantity ?? 0, sku: row.sku })}
              </p>
            </div>
            {row.problem === null && row.total && <Price amount={row.total} />}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="flex gap-3 font-medium">
          {t("subtotal")} <Price amount={list.subtotal} />
        </p>
        <Button variant="primary" busy={busy} disabled={good === 0} onClick={onAdd}>
          {t("add", { count: good })}
        </Button>
      </div>
    </section>
  );
}
