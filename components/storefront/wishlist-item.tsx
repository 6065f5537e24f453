"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Price } from "#components/ui/price.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { AppRouter } from "#server/api/root.ts";
import { formatMoney } from "#server/kernel/money.ts";
import { Photo } from "./photo.tsx";
import { useStockWords } from "./stock-words.ts";
import { useCartChanges } from "./use-cart.ts";
import type { StockRow } from "./use-live-stock.ts";

export type Wish = inferRouterOutputs<AppRouter>["shop"]["wishlist"]["items"][number];
type Variant = Wish["variants"][number];

type WishlistItemProps = {
  wish: Wish;
  variant: Variant | undefined;
  stock: StockRow | undefined;
  onChoose: (variantId: string) => void;
  onRemove: () => void;
};

/** One product of the list: its choice, what it costs and whether it is there now. */
export function WishlistItem({ wish, variant, stock, onChoose, onRemove }: WishlistItemProps) {
  const t = useTranslations("storefront.wishlist");
  const actions = useTranslations("common.actions");
  const locale = useLocale();
  const words = useStockWords();
  const { add, busy } = useCartChanges();
  const canOrder = stock?.canOrder ?? variant?.canOrder ?? false;
  const href = variant ? `/products/${wish.slug}?sku=${encodeURIComponent(variant.sku)}` : `/products/${wish.slug}`;
  const buy = () =>
    variant &&
    add(
      { variantId: variant.id, quantity: 1 },
      {
        onSuccess: () =>
          toast({
            title: t("added"),
            text: wish.name,
            action: (
              <LinkButton href="/cart" size="sm">
                {t("toCart")}
              </LinkButton>
            ),
          }),
      },
    );
  return (
    <li className="grid grid-cols-[6rem_1fr] gap-x-4 border-b border-line py-5 sm:grid-cols-[9rem_1fr] sm:gap-x-6">
      <Link href={href} tabIndex={-1} aria-hidden className="block aspect-square bg-tile">
        {wish.media && <Photo media={wish.media} sizes="144px" decorative />}
      </Link>
      <div className="grid content-start gap-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="font-medium">
            <Link href={href} className="hover:underline">
              {wish.name}
            </Link>
          </h2>
          <Price amount={variant?.price ?? wish.price} className="font-medium" />
        </div>
        <p className="text-sm text-muted" data-testid="wish-stock">
          {stock ? words.headline(stock) : canOrder ? null : t("soldOut")}
        </p>
        {wish.variants.length > 1 && (
          <Select
            aria-label={t("choose", { name: wish.name })}
            value={variant?.id}
            onChange={(event) => onChoose(event.target.value)}
            className="max-w-80"
          >
            {wish.variants.map((each) => (
              <option key={each.id} value={each.id}>
                {t(each.canOrder ? "option" : "optionOut", {
                  label: each.label || each.sku,
                  price: formatMoney(each.price, locale),
                })}
              </option>
            ))}
          </Select>
        )}
        <div className="mt-2 flex flex-wrap items-center gap-4">
          {canOrder ? (
            <Button variant="primary" busy={busy} onClick={buy}>
              {t("add")}
            </Button>
          ) : (
            <LinkButton href={href}>{t("see")}</LinkButton>
          )}
          <button
            type="button"
            className="underlined min-h-6 text-sm text-muted hover:text-ink"
            aria-label={t("remove", { name: wish.name })}
            onClick={onRemove}
          >
            {actions("remove")}
          </button>
        </div>
      </div>
    </li>
  );
}
