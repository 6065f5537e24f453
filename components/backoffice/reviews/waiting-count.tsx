"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";

/** How many reviews wait for somebody to look at them, beside the area's name; nothing when none does. */
export function WaitingReviews() {
  const t = useTranslations("backoffice.reviews");
  const { data } = useQuery(useTRPC().admin.reviews.waiting.queryOptions(undefined, { staleTime: 60_000 }));
  const count = data ? data.pending + data.reported : 0;
  if (count === 0) return null;
  return (
    <span className="tabular ml-auto text-xs font-medium text-warning">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t("toRead", { count })}</span>
    </span>
  );
}
