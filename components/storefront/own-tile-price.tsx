"use client";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { type Api, useLateQuery } from "#components/trpc/late-api.ts";
import { ListedPrice, Price } from "#components/ui/price.tsx";
import type { OwnTile } from "#server/modules/pricing/contract.ts";
import { ownTilesMost } from "#server/modules/pricing/contract-limits.ts";
import { askTogether } from "./ask-together.ts";
import { MeasurePrice } from "./measure-price.tsx";
import type { TilePriceProps } from "./types.ts";

/** What is asked about within this many milliseconds is one question. */
const gathering = 30;

const questions = new WeakMap<Api, (productId: string) => Promise<OwnTile | null>>();

/** One question for all tiles that come into sight at the same moment. */
function questionOf(api: Api): (productId: string) => Promise<OwnTile | null> {
  const known = questions.get(api);
  if (known) return known;
  const ask = askTogether<OwnTile>({
    most: ownTilesMost,
    wait: gathering,
    ask: (productIds) => api.client.account.companies.ownTiles.query({ productIds: [...productIds] }),
    keyOf: (tile) => tile.productId,
  });
  questions.set(api, ask);
  return ask;
}

/** Whether an element is in sight, or soon will be; it stays so. */
function useSeen(box: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !box.current) return;
    const observer = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && setSeen(true), {
      rootMargin: "400px",
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [seen, box]);
  return seen;
}

/** What a product costs the company that the reader buys for, once its tile is in sight; everybody's price until then. */
export function OwnTilePrice({ productId, part = "tile", company, children }: TilePriceProps & { company: string }) {
  const t = useTranslations("storefront.tile");
  const box = useRef<HTMLSpanElement>(null);
  const seen = useSeen(box);
  const key = seen ? `${company} ${productId}` : null;
  const own = useLateQuery<OwnTile | null, OwnTile | null, string[]>(key, (api) => ({
    queryKey: ["own-tile", company, productId],
    queryFn: () => questionOf(api)(productId),
    staleTime: 60_000,
  }));
  return (
    <span ref={box} className={part === "measure" ? "block" : undefined}>
      {!own ? (
        children
      ) : part === "measure" ? (
        <MeasurePrice of={own.measurePrice} />
      ) : (
        <>
          <span className="sr-only">{t("own")} </span>
          <Price
            amount={own.price}
            listed={part === "line" ? own.listed : null}
            from={own.priceFrom}
            className={clsx(part === "tile" && "text-[0.9375rem]")}
          />
          {part === "tile" && (
            // On the photo's lower edge, right above the price: it arrives late and must not move anything.
            <span className="pointer-events-none absolute top-0 right-0 mt-[100%] -translate-y-full bg-paper px-2.5 py-1">
              <ListedPrice amount={own.listed} />
            </span>
          )}
        </>
      )}
    </span>
  );
}
