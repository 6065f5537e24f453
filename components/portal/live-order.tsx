"use client";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import type { ReactNode } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { OrderSource } from "./document-href.ts";
import { OrderView } from "./order-view.tsx";

/**
 * An order that keeps itself up to date: with a guest's link it is told of every change, with an account it looks again
 * every ten seconds while the page is in front.
 */
export function LiveOrder({
  initial,
  source,
  actions,
}: {
  initial: OrderDetail;
  source: OrderSource;
  actions?: ReactNode;
}) {
  const api = useTRPC();
  const queries = useQueryClient();
  const token = "token" in source ? source.token : null;
  const number = "number" in source ? source.number : null;
  const polled = { initialData: initial, staleTime: 5_000, refetchInterval: 10_000, refetchOnWindowFocus: true };
  const own = useQuery(
    number ? api.account.orders.get.queryOptions({ number }, polled) : api.account.orders.get.queryOptions(skipToken),
  );
  const guest = useQuery(
    token ? api.shop.order.byToken.queryOptions({ token }, polled) : api.shop.order.byToken.queryOptions(skipToken),
  );
  useSubscription(
    api.shop.order.watch.subscriptionOptions(token ? { token } : skipToken, {
      onData: () => {
        if (token) void queries.invalidateQueries(api.shop.order.byToken.queryFilter({ token }));
      },
    }),
  );
  const order = own.data ?? guest.data ?? initial;
  return <OrderView order={order} source={source} actions={actions} />;
}
