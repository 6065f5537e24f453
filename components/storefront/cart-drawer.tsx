"use client";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Price } from "#components/ui/price.tsx";
import { Sheet, SheetContent } from "#components/ui/sheet.tsx";
import { CartHold } from "./cart-hold.tsx";
import { CartLines } from "./cart-lines.tsx";
import { useCart } from "./use-cart.ts";

/** The cart at the side of the page. */
export function CartDrawer({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("storefront.cart");
  const { data: cart } = useCart();
  const empty = !cart || cart.lines.length === 0;
  const blocked = cart?.lines.some((line) => line.problem) ?? false;
  const close = () => onOpenChange(false);
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        title={t("title")}
        footer={
          empty ? null : (
            <div className="grid gap-3">
              <div className="flex items-baseline justify-between text-lg">
                <span>{t("subtotal")}</span>
                <Price amount={cart.subtotal} className="font-medium" />
              </div>
              <p className="text-sm text-muted">{t("shippingLater")}</p>
              <CartHold cart={cart} />
              {blocked && <Alert tone="warning">{t("blocked")}</Alert>}
              <LinkButton href={blocked ? "/cart" : "/checkout"} variant="primary" size="lg" block onClick={close}>
                {blocked ? t("view") : t("checkout")}
              </LinkButton>
              {!blocked && (
                <LinkButton href="/cart" variant="ghost" block onClick={close}>
                  {t("view")}
                </LinkButton>
              )}
            </div>
          )
        }
      >
        {empty ? (
          <EmptyState
            title={t("empty")}
            text={t("emptyText")}
            action={
              <Button variant="secondary" onClick={close}>
                {t("browse")}
              </Button>
            }
          />
        ) : (
          <CartLines cart={cart} compact />
        )}
      </SheetContent>
    </Sheet>
  );
}
