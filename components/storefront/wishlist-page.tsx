"use client";
import { useQuery } from "@tanstack/react-query";
import { Heart } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { useLiveStock } from "./use-live-stock.ts";
import { useWishlist, useWishlistMove } from "./use-wishlist.ts";
import { type Wish, WishlistItem } from "./wishlist-item.tsx";

function useWishes() {
  const trpc = useTRPC();
  const list = useWishlist();
  const ids = [...list.ids];
  const own = useQuery(trpc.account.wishlist.list.queryOptions(undefined, { enabled: list.signedIn === true }));
  const named = useQuery(
    trpc.shop.wishlist.items.queryOptions(
      { ids },
      { enabled: list.signedIn === false && ids.length > 0, placeholderData: (before) => before },
    ),
  );
  const { data, error } = list.signedIn ? own : named;
  // In the order of the list, without what was just taken off.
  const wishes = ids.flatMap((id) => data?.find((wish) => wish.id === id) ?? []);
  return { list, wishes, error, answered: data !== undefined || (list.signedIn === false && ids.length === 0) };
}

const firstOf = (wish: Wish) => wish.variants.find((variant) => variant.canOrder) ?? wish.variants[0];

/** What somebody wants to find again, with the price and the stock of this moment and the way into the basket. */
export function WishlistPage() {
  const t = useTranslations("storefront.wishlist");
  const message = useErrorMessage();
  const locale = useLocale();
  const hydrated = useHydrated();
  const { list, wishes, error, answered } = useWishes();
  useWishlistMove(list.signedIn);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const variants = wishes.flatMap((wish) => wish.variants.find((v) => v.id === chosen[wish.id]) ?? firstOf(wish) ?? []);
  const watched = variants.map((variant) => variant.id).join();
  if (error && wishes.length === 0) return <Alert tone="danger">{message(error)}</Alert>;
  if (!hydrated || !answered || list.signedIn === undefined) {
    return (
      <div role="status" aria-label={t("loading")} className="grid gap-5">
        <Skeleton className="h-36" />
        <Skeleton className="h-36" />
      </div>
    );
  }
  const gone = list.ids.length - wishes.length;
  return (
    <div className="grid gap-6">
      {wishes.length === 0 ? (
        <EmptyState
          icon={<Heart aria-hidden />}
          title={t("empty")}
          text={t("emptyText")}
          action={<LinkButton href="/">{t("browse")}</LinkButton>}
        />
      ) : (
        <Wishes
          watched={watched}
          rows={wishes.map((wish) => ({ wish, variant: variants.find((v) => wish.variants.includes(v)) }))}
          onChoose={(productId, variantId) => setChosen((was) => ({ ...was, [productId]: variantId }))}
          onRemove={(productId) => list.set(productId, false)}
        />
      )}
      {gone > 0 && wishes.length > 0 && <p className="text-sm text-muted">{t("gone", { count: gone })}</p>}
      {!list.signedIn && list.ids.length > 0 && (
        <p className="text-sm text-muted">
          {t("guest")}{" "}
          <Link href={`/sign-in?callbackUrl=/${locale}/wishlist`} prefetch={false} className="underlined">
            {t("signIn")}
          </Link>
        </p>
      )}
    </div>
  );
}

type WishesProps = {
  watched: string;
  rows: { wish: Wish; variant: Wish["variants"][number] | undefined }[];
  onChoose: (productId: string, variantId: string) => void;
  onRemove: (productId: string) => void;
};

/** Apart, because live stock is only followed where there is something to follow. */
function Wishes({ watched, rows, onChoose, onRemove }: WishesProps) {
  const stock = useLiveStock(useMemo(() => watched.split(","), [watched]));
  return (
    <ul className="border-t border-line">
      {rows.map(({ wish, variant }) => (
        <WishlistItem
          key={wish.id}
          wish={wish}
          variant={variant}
          stock={variant && stock.of(variant.id)}
          onChoose={(variantId) => onChoose(wish.id, variantId)}
          onRemove={() => onRemove(wish.id)}
        />
      ))}
    </ul>
  );
}
