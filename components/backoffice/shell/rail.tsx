"use client";

import { useTranslations } from "next-intl";
import { Link, usePathname } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import type { Role } from "#server/access/roles.ts";
import { areaOf, areasFor } from "../navigation.ts";
import { WaitingReviews } from "../reviews/waiting-count.tsx";

const groups = ["work", "offer", "people", "system"] as const;

/** The areas that the roles open, by group. */
export function Rail({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations("backoffice");
  const here = areaOf(usePathname());
  const allowed = areasFor({ roles });
  return (
    <nav aria-label={t("shell.areas")} className="grid content-start gap-4 px-2 py-1">
      {groups.map((group) => {
        const items = allowed.filter((area) => area.group === group);
        if (items.length === 0) return null;
        return (
          <ul key={group} className="grid gap-px">
            {items.map((area) => {
              const current = here?.key === area.key;
              return (
                <li key={area.key}>
                  <Link
                    href={area.href}
                    aria-current={current ? "page" : undefined}
                    className={cn(
                      "flex h-8 items-center gap-2.5 rounded-control px-2 text-muted transition-colors hover:bg-line/60 hover:text-ink",
                      current && "bg-line/70 font-medium text-ink",
                    )}
                  >
                    <area.icon aria-hidden className="size-4 stroke-[1.75]" />
                    {t(`areas.${area.key}`)}
                    {area.key === "reviews" && <WaitingReviews />}
                  </Link>
                </li>
              );
            })}
          </ul>
        );
      })}
    </nav>
  );
}
