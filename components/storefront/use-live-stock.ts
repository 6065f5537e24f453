"use client";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "#components/trpc/client.tsx";

/** Stock of these variants, followed while the page is open: a snapshot first, then every change. */
export function useLiveStock(variantIds: string[]) {
  const trpc = useTRPC();
  const stream = useSubscription(trpc.shop.stock.watch.subscriptionOptions({ variantIds }));
  const rows = stream.data?.data;
  return {
    of: (variantId: string) => rows?.find((row) => row.variantId === variantId),
    rows,
    lost: stream.status === "error" || (stream.status === "connecting" && stream.error !== null),
  };
}

export type StockRow = NonNullable<ReturnType<typeof useLiveStock>["rows"]>[number];
