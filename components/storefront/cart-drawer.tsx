"use client";
import { useIsMutating } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Sheet, SheetContent } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cartScope } from "./cart-changes.ts";
import { focusOpener } from "./cart-drawer-state.ts";
import { CartHold } from "./cart-hold.tsx";
import { CartLines } from "./cart-lines.tsx";
import { CartTotals } from "./cart-totals.tsx";
import { FreeShipping } from "./free-shipping.tsx";
import { useCart } from "./use-cart.ts";

/** The cart at the side of the page. Busy while changes are on their way; what it shows then is what they will most likely make. */
export function CartDrawer({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("storefront.cart");
  const { data: cart } = useCart();
  const empty = cart?.lines.length === 0;
  const blocked = cart?.lines.some((line) => line.problem) ?? false;
  const waits = useIsMutating({ predicate: ({ options }) => options.scope?.id === cartScope.id }) > 0;
  const close = () => onOpenChange(false);
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        aria-busy={waits || !cart}
        title={t("title")}
        onCloseAutoFocus={focusOpener}
        footer={
          !cart || empty ? null : (
            <div className="grid gap-3">
              <FreeShipping cart={cart} />
              <CartTotals cart={cart} />
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
        ) : cart ? (
          <CartLines cart={cart} compact />
        ) : (
          <div aria-hidden className="grid gap-5">
            <Skeleton className="h-24" />
            <Skeleton className="h-24" />
          </div>
        )}
      </SheetContent>
    </Sheet>
  );
}
