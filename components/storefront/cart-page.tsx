"use client";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { CartCoupon } from "./cart-coupon.tsx";
import { CartHold } from "./cart-hold.tsx";
import { CartLines } from "./cart-lines.tsx";
import { CartPoints } from "./cart-points.tsx";
import { CartQuote } from "./cart-quote.tsx";
import { CartTotals } from "./cart-totals.tsx";
import { FreeShipping } from "./free-shipping.tsx";
import { RecentProducts } from "./recent-products.tsx";
import { useCart } from "./use-cart.ts";

/** The cart in full: lines, what delivery will cost, and the way out. */
export function CartPage() {
  const t = useTranslations("storefront.cart");
  const actions = useTranslations("common.actions");
  const message = useErrorMessage();
  const { data: cart, error, refetch } = useCart();
  if (error && !cart) {
    return (
      <Alert tone="danger">
        <p>{message(error)}</p>
        <Button size="sm" className="mt-2 w-fit" onClick={() => void refetch()}>
          {actions("retry")}
        </Button>
      </Alert>
    );
  }
  if (!cart) {
    return (
      <div className="grid gap-5 lg:max-w-[60%]">
        <Skeleton className="h-36" />
        <Skeleton className="h-36" />
      </div>
    );
  }
  if (cart.lines.length === 0) {
    return (
      <>
        <EmptyState title={t("empty")} text={t("emptyText")} action={<LinkButton href="/">{t("browse")}</LinkButton>} />
        <RecentProducts className="mt-16" />
      </>
    );
  }
  const blocked = cart.lines.some((line) => line.problem);
  return (
    <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="border-t border-line pt-5">
        <CartLines cart={cart} />
      </div>
      <section aria-label={t("total")} className="h-fit bg-sunk p-6 lg:sticky lg:top-28">
        <CartTotals cart={cart} />
        <div className="mt-4 empty:hidden">
          <FreeShipping cart={cart} />
        </div>
        <CartCoupon cart={cart} />
        <CartPoints cart={cart} spend={false} />
        <div className="mt-4 empty:hidden">
          <CartHold cart={cart} />
        </div>
        {blocked && (
          <Alert tone="warning" className="mt-4">
            {t("blocked")}
          </Alert>
        )}
        {blocked ? (
          <Button variant="primary" size="lg" block disabled className="mt-5">
            {t("checkout")}
          </Button>
        ) : (
          <LinkButton href="/checkout" variant="primary" size="lg" block className="mt-5">
            {t("checkout")}
          </LinkButton>
        )}
        <CartQuote />
        {!cart.holdsStock && <p className="mt-4 text-sm text-muted">{t("emptyText")}</p>}
      </section>
    </div>
  );
}
