"use client";
import { Heart } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/class-names.ts";
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
      onClick={() => list.set(product.id, !listed)}
      className={cn("grid place-items-center text-ink transition-opacity duration-150 hover:opacity-70", className)}
    >
      <Heart aria-hidden className={cn("size-5 stroke-[1.5]", listed && "fill-current")} />
    </button>
  );
}
