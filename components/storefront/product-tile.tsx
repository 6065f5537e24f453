import { useTranslations } from "next-intl";
import { ViewTransition } from "react";
import { cn } from "#components/ui/class-names.ts";
import { Price } from "#components/ui/price.tsx";
import { MeasurePrice } from "./measure-price.tsx";
import { Photo } from "./photo.tsx";
import { RatingLine } from "./stars.tsx";
import { TileLink } from "./tile-link.tsx";
import { TilePrice } from "./tile-price.tsx";
import type { ProductCard } from "./types.ts";
import { WishlistButton } from "./wishlist-button.tsx";

const gridSizes = "(min-width: 1440px) 316px, (min-width: 1024px) 23vw, (min-width: 640px) 31vw, 46vw";

type ProductTileProps = {
  product: ProductCard;
  priority?: boolean;
  sizes?: string;
  heading?: "h2" | "h3";
  /** No morph into the product page: where the same product may stand twice. */
  still?: boolean;
};

/** A product in a list: the photo, its name and price on one line, finishes as small swatches. One link, one name. */
export function ProductTile({
  product,
  priority,
  sizes = gridSizes,
  heading: Heading = "h3",
  still,
}: ProductTileProps) {
  const t = useTranslations("storefront.tile");
  const { media, hoverMedia } = product;
  return (
    <article className="group/tile relative">
      <div className="relative aspect-square overflow-hidden bg-tile">
        {media && still && <Photo media={media} sizes={sizes} priority={priority} decorative />}
        {media && !still && (
          <ViewTransition name={`photo-${product.slug}`} share="photo" default="none">
            <Photo media={media} sizes={sizes} priority={priority} decorative />
          </ViewTransition>
        )}
        {hoverMedia && (
          <div className="absolute inset-0 opacity-0 transition-opacity duration-180 ease-house group-focus-within/tile:opacity-100 [@media(hover:hover)]:group-hover/tile:opacity-100">
            <Photo media={hoverMedia} sizes={sizes} decorative />
          </div>
        )}
        {!product.inStock && (
          <p className="absolute bottom-0 left-0 bg-paper px-2.5 py-1 text-xs text-ink">
            {t(product.ahead ?? "soldOut")}
          </p>
        )}
        <WishlistButton
          product={product}
          className="absolute top-1 right-1 z-10 size-11 [@media(hover:hover)]:not-aria-pressed:opacity-0 [@media(hover:hover)]:group-focus-within/tile:opacity-100! [@media(hover:hover)]:group-hover/tile:opacity-100!"
        />
      </div>
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <Heading className="text-[0.9375rem] leading-snug font-medium">
          <TileLink href={`/products/${product.slug}`} opensWith={media} className="after:absolute after:inset-0">
            {product.name}
          </TileLink>
        </Heading>
        <TilePrice productId={product.id}>
          <Price
            amount={product.price}
            compareAt={product.compareAt}
            from={product.priceFrom}
            className="text-[0.9375rem]"
          />
        </TilePrice>
      </div>
      {product.measurePrice && (
        <TilePrice productId={product.id} part="measure">
          <MeasurePrice of={product.measurePrice} />
        </TilePrice>
      )}
      {product.rating && <RatingLine rating={product.rating} className="mt-1 flex" />}
      <Swatches product={product} />
    </article>
  );
}

function Swatches({ product }: { product: ProductCard }) {
  const t = useTranslations("storefront.tile");
  const colours = product.swatches.filter((s) => s.swatch);
  if (colours.length < 2) return <p className="mt-1 truncate text-[0.8125rem] text-muted">{product.tagline}</p>;
  return (
    <div className="mt-1.5 flex items-center gap-1.5">
      <span className="sr-only">
        {t("finishes", { count: colours.length, names: colours.map((s) => s.label).join(", ") })}
      </span>
      {colours.slice(0, 6).map((s) => (
        <span
          key={s.value}
          aria-hidden
          title={s.label}
          className="size-3 rounded-full ring-1 ring-ink/15 ring-inset"
          style={{ background: s.swatch ?? undefined }}
        />
      ))}
    </div>
  );
}

/** Square tiles, 2, 3 or 4 abreast. */
export function ProductGrid({ className, ...props }: React.ComponentProps<"ul">) {
  return (
    <ul
      {...props}
      className={cn("grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-5 md:grid-cols-3 lg:grid-cols-4 lg:gap-y-12", className)}
    />
  );
}
