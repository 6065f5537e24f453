"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useTRPC, useTRPCClient } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { toast } from "#components/ui/toast.tsx";
import { wishlistSize } from "#server/modules/crm/contract-limits.ts";
import { keepIds } from "./kept-ids.ts";
import { useHydrated } from "./use-hydrated.ts";

const kept = keepIds("comptoir-wishlist", wishlistSize);
const one = { id: "wishlist" };

const put = (ids: readonly string[], id: string) => [id, ...ids.filter((other) => other !== id)];
const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id);

/** The caller's list: in the account when signed in, else in this browser. Changes show at once and are taken back if refused. */
export function useWishlist() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const guest = kept.use();
  const mine = useQuery(trpc.shop.wishlist.mine.queryOptions(undefined, { staleTime: 300_000 }));
  const key = trpc.shop.wishlist.mine.queryKey();
  const own = hydrated ? mine.data : undefined;
  const show = (change: (ids: readonly string[]) => string[]) =>
    client.setQueryData(key, (was) => was && { ...was, productIds: change(was.productIds) });
  const set = useMutation({
    scope: one,
    mutationFn: ({ productId, listed }: { productId: string; listed: boolean }) =>
      listed ? api.account.wishlist.save.mutate({ productId }) : api.account.wishlist.remove.mutate({ productId }),
    onMutate: ({ productId, listed }) => {
      show((ids) => (listed ? put(ids, productId) : without(ids, productId)));
    },
    onError: (error, { productId, listed }) => {
      show((ids) => (listed ? without(ids, productId) : put(ids, productId)));
      toast({ tone: "danger", title: message(error) });
    },
    onSettled: () => void client.invalidateQueries(trpc.account.wishlist.list.queryFilter()),
  });
  const ids = own?.signedIn ? [...own.productIds, ...guest.filter((id) => !own.productIds.includes(id))] : guest;
  return {
    ids,
    signedIn: own?.signedIn,
    set(productId: string, listed: boolean): void {
      // What waits to be moved into the account is taken off here too, or it would come back.
      if (!listed || !own?.signedIn) kept.change((ids) => (listed ? put(ids, productId) : without(ids, productId)));
      if (own?.signedIn) set.mutate({ productId, listed });
    },
  };
}

/** Moves what a guest kept here into the account they have signed in to, once, whichever tabs are open. */
export function useWishlistMove(signedIn: boolean | undefined): void {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const guest = kept.use();
  const move = useCallback(async () => {
    const productIds = [...kept.read()];
    if (productIds.length === 0) return;
    await api.account.wishlist.merge.mutate({ productIds });
    kept.change((ids) => ids.filter((id) => !productIds.includes(id)));
    await client.invalidateQueries(trpc.shop.wishlist.pathFilter());
    await client.invalidateQueries(trpc.account.wishlist.pathFilter());
  }, [api, client, trpc]);
  const some = guest.length > 0;
  useEffect(() => {
    if (!signedIn || !some) return;
    const work = navigator.locks ? navigator.locks.request("comptoir-wishlist", move) : move();
    // What could not be moved now stays here and is tried with the next page.
    work.catch(() => {});
  }, [signedIn, some, move]);
}
