"use client";
import { useTRPCClient } from "#components/trpc/client.tsx";
import { connectionSigns, useLiveFeed } from "#components/trpc/use-live-feed.ts";
import type { ShownStock } from "#server/modules/stock/contract-display.ts";

/** Stock of these variants, followed while the page is open: a snapshot first, then every change. */
export function useLiveStock(variantIds: string[]) {
  const client = useTRPCClient();
  const feed = useLiveFeed<ShownStock[]>(variantIds.join(), (lastEventId, signs) => {
    const stream = client.shop.stock.watch.subscribe(
      { variantIds, lastEventId },
      { ...connectionSigns(signs), onData: ({ id, data }) => signs.data(id, data) },
    );
    return () => stream.unsubscribe();
  });
  return {
    of: (variantId: string) => feed.data?.find((row) => row.variantId === variantId),
    status: feed.status,
  };
}

export type StockRow = ShownStock;
