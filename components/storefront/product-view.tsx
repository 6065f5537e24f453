"use client";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Price } from "#components/ui/price.tsx";
import { formatRate } from "#server/kernel/numbers.ts";
import type { LinePreview } from "./cart-changes.ts";
import { setCartDrawer, wantCartDrawer } from "./cart-drawer-state.ts";
import { DeliveryPromise } from "./delivery-promise.tsx";
import { Gallery } from "./gallery.tsx";
import { MeasurePrice } from "./measure-price.tsx";
import { OptionPicker } from "./option-picker.tsx";
import { AlternativeProducts } from "./related-products.tsx";
import { StockPanel } from "./stock-panel.tsx";
import type { Product, Variant } from "./types.ts";
import { useAddToCart } from "./use-add-to-cart.ts";
import { useLiveStock } from "./use-live-stock.ts";
import { type OwnPrice, useOwnPrices } from "./use-own-prices.ts";
import { WishlistButton } from "./wishlist-button.tsx";

const StockAlertForm = dynamic(() => import("./stock-alert-form.tsx").then((m) => m.StockAlertForm), { ssr: false });

export type ViewedProduct = Pick<
  Product,
  "id" | "slug" | "name" | "tagline" | "media" | "options" | "variants" | "taxRate" | "returnExclusion"
>;

type ProductViewProps = {
  product: ViewedProduct;
  brand: ReactNode;
  /** How buyers rated it, if any did. */
  rating: ReactNode;
  /** Description and the rest, below the photos. */
  children: ReactNode;
};

/** Photos, choice, live stock and the button. The address holds the chosen variant (`?sku=`). */
export function ProductView({ product, brand, rating, children }: ProductViewProps) {
  const t = useTranslations("storefront.product");
  const exclusions = useTranslations("common.returnExclusion");
  const locale = useLocale();
  const [sku, setSku] = useState(product.variants[0]?.sku);
  const variant = product.variants.find((v) => v.sku === sku) ?? product.variants[0];
  const [photo, setPhoto] = useState(0);
  const variantIds = useMemo(() => product.variants.map((v) => v.id), [product.variants]);
  const stock = useLiveStock(variantIds);
  const ownOf = useOwnPrices(variantIds);
  const add = useAddToCart();
  const button = useRef<HTMLDivElement>(null);
  const [buttonSeen, setButtonSeen] = useState(true);
  const [footSeen, setFootSeen] = useState(false);

  useEffect(() => {
    if (!button.current) return;
    const observer = new IntersectionObserver(([entry]) => setButtonSeen(entry?.isIntersecting ?? true), {
      threshold: 0.6,
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);

  // At the end of the page the bar would lie on the last line of the foot.
  useEffect(() => {
    const foot = document.querySelector("body footer");
    if (!foot) return;
    const observer = new IntersectionObserver(([entry]) => setFootSeen(entry?.isIntersecting ?? false));
    observer.observe(foot);
    return () => observer.disconnect();
  }, []);

  const show = (next: Variant) => {
    setSku(next.sku);
    const index = product.media.findIndex((m) => m.key === next.media[0]?.key);
    if (index >= 0) setPhoto(index);
  };
  const choose = (next: Variant) => {
    show(next);
    const url = new URL(window.location.href);
    url.searchParams.set("sku", next.sku);
    window.history.replaceState(null, "", url);
  };
  if (!variant) return null;

  const row = stock.of(variant.id);
  const own = ownOf(variant.id);
  const soldOut = row?.canOrder === false;
  const soldOutSkus = new Set(product.variants.filter((v) => stock.of(v.id)?.canOrder === false).map((v) => v.sku));
  const addToCart = () => {
    add({ variantId: variant.id, quantity: 1, preview: previewOf(product, variant, own) });
    setCartDrawer(true);
  };
  const buy = (
    <Button
      variant="primary"
      size="lg"
      block
      disabled={soldOut}
      onClick={addToCart}
      onPointerEnter={wantCartDrawer}
      onFocus={wantCartDrawer}
    >
      {soldOut ? t("soldOut") : row?.mode === "preorder" ? t("preorder") : t("add")}
    </Button>
  );
  const price = own ? (
    <Price amount={own.price} listed={own.listed} />
  ) : (
    <Price amount={variant.price} compareAt={variant.compareAt} />
  );

  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-12 xl:gap-x-16">
      <Suspense fallback={null}>
        <SkuOfAddress
          onSku={(wanted) => {
            const found = product.variants.find((v) => v.sku === wanted);
            if (found && found.sku !== sku) show(found);
          }}
        />
      </Suspense>
      <div className="min-w-0 lg:col-span-8">
        <Gallery slug={product.slug} photos={product.media} showing={photo} onShow={setPhoto} />
      </div>
      <div className="min-w-0 lg:col-span-4 lg:row-span-2">
        <div className="grid gap-6 lg:sticky lg:top-28">
          <div>
            {brand}
            <h1 className="display mt-1 text-[clamp(2.5rem,3.8vw,3.75rem)]">{product.name}</h1>
            <p className="mt-2 text-[1.0625rem] text-muted text-pretty">{product.tagline}</p>
            {rating && <p className="mt-2">{rating}</p>}
          </div>
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="text-2xl font-medium" data-testid="price">
              {price}
            </span>
            <span className="text-sm text-muted">{t("vat", { rate: formatRate(product.taxRate, locale) })}</span>
            <MeasurePrice of={own ? own.measurePrice : variant.measurePrice} className="w-full" />
            {variant.compareAt && (
              <span className="w-full text-[0.8125rem] text-muted">{t(own ? "priorOwn" : "prior")}</span>
            )}
          </p>
          <OptionPicker product={product} chosen={variant} soldOut={soldOutSkus} onChoose={choose} />
          <div ref={button} className="grid gap-2">
            <div className="flex gap-2">
              <div className="min-w-0 grow">{buy}</div>
              <WishlistButton product={product} className="size-13 shrink-0 rounded-control border border-edge" />
            </div>
            {soldOut && product.variants.length > soldOutSkus.size && (
              <p className="text-sm text-muted">{t("notify")}</p>
            )}
          </div>
          {soldOut && soldOutSkus.size === product.variants.length && <AlternativeProducts slug={product.slug} />}
          {soldOut && <StockAlertForm key={variant.id} slug={product.slug} variantId={variant.id} />}
          <StockPanel row={row} variantId={variant.id} stale={stock.status === "stale"} />
          <DeliveryPromise variantId={variant.id} row={row} />
          {product.returnExclusion && (
            <p className="text-sm text-muted text-pretty">{exclusions(product.returnExclusion)}</p>
          )}
          <p className="tabular text-[0.8125rem] text-muted">{t("sku", { sku: variant.sku })}</p>
        </div>
      </div>
      <div className="min-w-0 lg:col-span-8">{children}</div>
      <div
        inert={buttonSeen || footSeen}
        data-print="hide"
        className={cn(
          "fixed inset-x-0 bottom-0 z-20 flex items-center gap-4 border-t border-line bg-paper px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] transition-transform duration-180 ease-house lg:hidden",
          (buttonSeen || footSeen) && "translate-y-full",
        )}
      >
        <div className="min-w-0 grow">
          <p className="truncate text-sm">{product.name}</p>
          <p className="font-medium">{price}</p>
        </div>
        <div className="w-[58%] shrink-0">{buy}</div>
      </div>
    </div>
  );
}

/** The line as the basket will show it. */
const previewOf = (
  product: ViewedProduct,
  { sku, price, compareAt, media, options }: Variant,
  own: OwnPrice | undefined,
): LinePreview => ({
  ...{ sku, slug: product.slug, name: product.name },
  ...(own ? { unitPrice: own.price, compareAt: null, listed: own.listed } : { unitPrice: price, compareAt }),
  options: product.options
    .flatMap(({ key, values }) => values.find(({ value }) => value === options[key])?.label ?? [])
    .join(" · "),
  media: media[0] ?? product.media[0] ?? null,
});

/** Apart and under its own boundary: reading the query must not take the page out of its static shell. */
function SkuOfAddress({ onSku }: { onSku: (sku: string) => void }) {
  const sku = useSearchParams().get("sku");
  const latest = useRef(onSku);
  latest.current = onSku;
  useEffect(() => {
    if (sku) latest.current(sku);
  }, [sku]);
  return null;
}
