"use client";
import { useLocale } from "next-intl";
import { loadApiOnceDrawn } from "#components/trpc/late-api.ts";
import { connectionSigns, useLiveFeed } from "#components/trpc/use-live-feed.ts";
import type { ShownStock } from "#server/modules/stock/contract-display.ts";

/** Stock of these variants, followed while the page is open: a snapshot first, then every change. */
export function useLiveStock(variantIds: string[]) {
  const locale = useLocale();
  const feed = useLiveFeed<ShownStock[]>(variantIds.join(), (lastEventId, signs) => {
    let over = false;
    let stop = () => {};
    loadApiOnceDrawn(locale).then(({ client }) => {
      if (over) return;
      const stream = client.shop.stock.watch.subscribe(
        { variantIds, lastEventId },
        { ...connectionSigns(signs), onData: ({ id, data }) => signs.data(id, data) },
      );
      stop = () => stream.unsubscribe();
    }, signs.down);
    return () => {
      over = true;
      stop();
    };
  });
  return {
    of: (variantId: string) => feed.data?.find((row) => row.variantId === variantId),
    status: feed.status,
  };
}

export type StockRow = ShownStock;
