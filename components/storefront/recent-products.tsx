"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useLateQuery } from "#components/trpc/late-api.ts";
import { keepIds } from "./kept-ids.ts";
import { ProductTile } from "./product-tile.tsx";

const seen = keepIds("comptoir-recent", 12);

type RecentProductsProps = {
  /** The product of this page: remembered, and not shown among the others. */
  current?: string;
  className?: string;
};

/** The products seen lately, which only this browser knows. Nothing where there are none. */
export function RecentProducts({ current, className }: RecentProductsProps) {
  const t = useTranslations("storefront.recent");
  const ids = seen.use().filter((id) => id !== current);
  const known = useLateQuery(ids.length > 0 ? ids.join() : null, ({ trpc }) =>
    trpc.shop.catalogue.cards.queryOptions({ ids }, { staleTime: 60_000 }),
  );
  useEffect(() => {
    if (current) seen.change((before) => [current, ...before.filter((id) => id !== current)]);
  }, [current]);
  const cards = known?.filter((card) => ids.includes(card.id)) ?? [];
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby="recent" className={className} data-testid="recent">
      <div className="mb-8 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id="recent" className="display text-[clamp(2rem,3.4vw,3rem)]">
          {t("title")}
        </h2>
        <p className="text-sm text-muted">
          {t("hint")}{" "}
          <button type="button" className="underlined min-h-6" onClick={() => seen.change(() => [])}>
            {t("clear")}
          </button>
        </p>
      </div>
      <ul className="scrollbar-none -mx-4 flex snap-x gap-x-4 overflow-x-auto px-4 pb-2 sm:gap-x-5">
        {cards.map((card) => (
          <li key={card.id} className="w-40 shrink-0 snap-start sm:w-52">
            <ProductTile product={card} sizes="208px" still />
          </li>
        ))}
      </ul>
    </section>
  );
}
