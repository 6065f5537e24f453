"use client";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { useApiHere } from "#components/trpc/late-api.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { MoreProductsProps } from "./more-source.ts";

const FollowingPages = lazy(() => import("./following-pages.tsx").then((m) => ({ default: m.FollowingPages })));

/**
 * The way to the pages after the first, which are added below it. What was opened stays open when the shopper comes back:
 * then the API is here already.
 */
export function MoreProducts({ href, ...list }: MoreProductsProps) {
  const t = useTranslations("storefront.list");
  const here = useApiHere();
  const [pressed, setPressed] = useState(false);
  const { shown, total, cursor } = list;
  const button = (
    <div className="mt-14 grid justify-items-center gap-3">
      <p role="status" className="tabular text-sm text-muted">
        {t("shown", { shown, total })}
      </p>
      <button
        type="button"
        className={buttonStyle({ size: "lg" })}
        aria-busy={pressed || undefined}
        onClick={() => setPressed(true)}
      >
        {t("more")}
      </button>
      <noscript>
        <a
          className={buttonStyle()}
          href={`${href}${href.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`}
        >
          {t("more")}
        </a>
      </noscript>
    </div>
  );
  if (!here && !pressed) return button;
  return (
    <Suspense fallback={button}>
      <FollowingPages {...list} pressed={pressed} />
    </Suspense>
  );
}
