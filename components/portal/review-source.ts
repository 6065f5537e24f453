"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useTRPC, useTRPCClient } from "#components/trpc/client.tsx";
import type { OwnReviews, Writing } from "#server/modules/reviews/contract.ts";

/** Whose reviews: of the account that is signed in, or of the order behind a secret link. */
export type ReviewSource = { token: string } | "account";

export type Said = Writing & ({ orderLineId: string } | { id: string; version: number });

/** What a buyer wrote and may write, and the ways to write it. The same for accounts and for guests with a link. */
export function useOwnReviews(source: ReviewSource, initial: OwnReviews) {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const locale = useLocale();
  const token = source === "account" ? null : source.token;
  const queryKey = ["own-reviews", locale, token];
  const { data } = useQuery({
    queryKey,
    queryFn: (): Promise<OwnReviews> =>
      token ? client.shop.reviews.ofOrder.query({ token }) : client.account.reviews.list.query(),
    initialData: initial,
    staleTime: 5_000,
  });
  const again = () => {
    void queries.invalidateQueries(api.shop.reviews.ofOrder.pathFilter());
    return queries.invalidateQueries({ queryKey });
  };
  const save = useMutation({
    mutationFn: (said: Said) => {
      const { account, shop } = client;
      if ("id" in said) return token ? shop.reviews.edit.mutate({ token, ...said }) : account.reviews.edit.mutate(said);
      return token ? shop.reviews.write.mutate({ token, ...said }) : account.reviews.write.mutate(said);
    },
    onSuccess: again,
  });
  const remove = useMutation({
    mutationFn: (of: { id: string; version: number }) =>
      token ? client.shop.reviews.remove.mutate({ token, ...of }) : client.account.reviews.remove.mutate(of),
    onSuccess: again,
  });
  return { reviews: data, save, remove };
}
