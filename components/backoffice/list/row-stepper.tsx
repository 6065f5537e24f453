"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Link, usePathname } from "#app/_i18n/navigation.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { cn } from "#components/ui/class-names.ts";
import { type Neighbours, neighboursOf, rememberedRows } from "./row-trail.ts";

/** Previous and next record of the list one came from; j and k press them. Absent when one came from elsewhere. */
export function RowStepper() {
  const t = useTranslations("backoffice.list");
  const path = usePathname();
  const [around, setAround] = useState<Neighbours | null>(null);
  useEffect(() => setAround(neighboursOf(path, rememberedRows())), [path]);
  if (!around) return null;
  const look = cn(buttonStyle({ variant: "ghost", size: "icon" }), "size-7");
  const off = cn(look, "opacity-35");
  return (
    <nav aria-label={t("neighbours")} className="flex items-center gap-1 text-muted print:hidden">
      {around.previous ? (
        <Link href={around.previous} data-step="-1" aria-label={t("previousRecord")} className={look}>
          <ChevronLeft aria-hidden />
        </Link>
      ) : (
        <span className={off}>
          <ChevronLeft aria-hidden />
        </span>
      )}
      <span className="tabular">{t("position", { at: around.at, of: around.of })}</span>
      {around.next ? (
        <Link href={around.next} data-step="1" aria-label={t("nextRecord")} className={look}>
          <ChevronRight aria-hidden />
        </Link>
      ) : (
        <span className={off}>
          <ChevronRight aria-hidden />
        </span>
      )}
    </nav>
  );
}
