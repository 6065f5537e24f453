"use client";
import { clsx } from "clsx";
import { Heart } from "lucide-react";
import { useTranslations } from "next-intl";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { useWishlist } from "./use-wishlist.ts";

type WishlistButtonProps = { product: { id: string; name: string }; className?: string };

/** A heart that keeps a product on the list, or takes it off again. Its name stays, its state is said. */
export function WishlistButton({ product, className }: WishlistButtonProps) {
  const t = useTranslations("storefront.wishlist");
  const list = useWishlist();
  const listed = list.ids.includes(product.id);
  return (
    <button
      type="button"
      aria-pressed={listed}
      aria-label={t("keep", { name: product.name })}
      data-print="hide"
      disabled={!useHydrated()}
      onClick={() => list.set(product.id, !listed)}
      className={clsx("grid place-items-center text-ink transition-opacity duration-150 hover:opacity-70", className)}
    >
      <Heart aria-hidden className={clsx("size-5 stroke-[1.5]", listed && "fill-current")} />
    </button>
  );
}
