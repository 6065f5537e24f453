"use client";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC, useTRPCClient } from "#components/trpc/client.tsx";
import { connectionSigns, useLiveFeed } from "#components/trpc/use-live-feed.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { OrderSource } from "./document-href.ts";

type OrderChanged = { at: string };

/** An order that is up to date: told of every change, and of what was missed while nobody could tell. */
export function useLiveOrder(initial: OrderDetail, source: OrderSource): OrderDetail {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const token = "token" in source ? source.token : null;
  const number = "number" in source ? source.number : null;
  const kept = { initialData: initial, staleTime: 5_000, refetchOnWindowFocus: true };
  const own = useQuery(api.account.orders.get.queryOptions(number ? { number } : skipToken, kept));
  const guest = useQuery(api.shop.order.byToken.queryOptions(token ? { token } : skipToken, kept));
  const { data: changed } = useLiveFeed<OrderChanged>(token ?? number, (_, signs) => {
    const told = { ...connectionSigns(signs), onData: (event: OrderChanged) => signs.data(null, event) };
    const stream = number
      ? client.account.orders.watch.subscribe({ number }, told)
      : client.shop.order.watch.subscribe({ token: token ?? "" }, told);
    return () => stream.unsubscribe();
  });
  useEffect(() => {
    if (!changed) return;
    if (number) void queries.invalidateQueries(api.account.orders.get.queryFilter({ number }));
    if (token) void queries.invalidateQueries(api.shop.order.byToken.queryFilter({ token }));
  }, [changed, number, token, queries, api]);
  // The one that is not asked keeps what it began with.
  return (number ? own.data : guest.data) ?? initial;
}
