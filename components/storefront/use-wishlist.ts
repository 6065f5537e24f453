"use client";
import { useLocale } from "next-intl";
import { useEffect } from "react";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { type Api, loadApi } from "#components/trpc/late-api.ts";
import { toast } from "#components/ui/toast.tsx";
import { wishlistSize } from "#server/modules/crm/contract-limits.ts";
import { keepIds } from "./kept-ids.ts";
import { rememberVisitor } from "./known-visitor.ts";
import { useReader } from "./use-reader.ts";

const kept = keepIds("comptoir-wishlist", wishlistSize);
const one = { id: "wishlist" };

type Change = { productId: string; listed: boolean };

const put = (ids: readonly string[], id: string) => [id, ...ids.filter((other) => other !== id)];
const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id);
const changed = (ids: readonly string[], { productId, listed }: Change) =>
  listed ? put(ids, productId) : without(ids, productId);

/** Changes the account's list: shown at once, one after the other, taken back and said if refused. */
function changeAccount({ client, queryClient, trpc }: Api, change: Change, refused: (error: unknown) => void) {
  const show = (by: Change) =>
    queryClient.setQueryData(
      trpc.shop.wishlist.mine.queryKey(),
      (was) => was && { ...was, productIds: changed(was.productIds, by) },
    );
  const wishlist = client.account.wishlist;
  const mutation = queryClient.getMutationCache().build(queryClient, {
    scope: one,
    mutationFn: ({ productId, listed }: Change) =>
      listed ? wishlist.save.mutate({ productId }) : wishlist.remove.mutate({ productId }),
    onMutate: show,
    onError: (error, { productId, listed }) => {
      show({ productId, listed: !listed });
      refused(error);
    },
    onSettled: () => void queryClient.invalidateQueries(trpc.account.wishlist.list.queryFilter()),
  });
  mutation.execute(change).catch(() => {});
}

/** The caller's list: in the account when signed in, else in this browser. Who has no account here is not asked about. */
export function useWishlist() {
  const locale = useLocale();
  const message = useErrorMessage();
  const guest = kept.use();
  const own = useReader();
  const ids = own?.signedIn ? [...own.productIds, ...guest.filter((id) => !own.productIds.includes(id))] : guest;
  return {
    ids,
    signedIn: own?.signedIn,
    set(productId: string, listed: boolean): void {
      const change = { productId, listed };
      // What waits to be moved into the account is taken off here too, or it would come back.
      if (!listed || !own?.signedIn) kept.change((ids) => changed(ids, change));
      if (!own?.signedIn) return;
      const refused = (error: unknown) => void toast({ tone: "danger", title: message(error) });
      loadApi(locale).then((api) => changeAccount(api, change, refused), refused);
    },
  };
}

async function moveGuestList({ client, queryClient, trpc }: Api): Promise<void> {
  const productIds = [...kept.read()];
  if (productIds.length === 0) return;
  await client.account.wishlist.merge.mutate({ productIds });
  kept.change((ids) => ids.filter((id) => !productIds.includes(id)));
  await queryClient.invalidateQueries(trpc.shop.wishlist.pathFilter());
  await queryClient.invalidateQueries(trpc.account.wishlist.pathFilter());
}

/** Moves what a guest kept here into the account they have signed in to, once, whichever tabs are open. */
export function useWishlistMove(signedIn: boolean | undefined): void {
  const locale = useLocale();
  const some = kept.use().length > 0;
  useEffect(() => {
    if (!signedIn) return;
    rememberVisitor();
    if (!some) return;
    const move = async () => moveGuestList(await loadApi(locale));
    const work = navigator.locks ? navigator.locks.request("comptoir-wishlist", move) : move();
    // What could not be moved now stays here and is tried with the next page.
    work.catch(() => {});
  }, [signedIn, some, locale]);
}
