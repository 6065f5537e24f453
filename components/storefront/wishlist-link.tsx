"use client";
import { Heart } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { useWishlist, useWishlistMove } from "./use-wishlist.ts";

/** The way to the list, and how much is on it. On every shop page: here a guest's list moves into the account. */
export function WishlistLink({ className }: { className?: string }) {
  const t = useTranslations("storefront.wishlist");
  const { ids, signedIn } = useWishlist();
  useWishlistMove(signedIn);
  return (
    <Link href="/wishlist" prefetch={false} aria-label={t("open", { count: ids.length })} className={className}>
      <Heart aria-hidden className="size-5.5 stroke-[1.5]" />
      {ids.length > 0 && (
        <span
          key={ids.length}
          aria-hidden
          className="tabular changed absolute top-1 right-0 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-ink px-1 text-[0.6875rem] leading-none font-semibold text-paper"
        >
          {ids.length}
        </span>
      )}
    </Link>
  );
}
