"use client";
import { ShoppingBag } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type MouseEvent, useEffect } from "react";
import { Link, usePathname } from "#app/_i18n/navigation.ts";
import { setCartDrawer, useCartDrawer, wantCartDrawer } from "./cart-drawer-state.ts";
import { useCartCount } from "./use-cart-count.ts";

const CartDrawer = dynamic(() => import("./cart-drawer-island.tsx").then((m) => m.CartDrawerIsland), { ssr: false });

/** The cart and how much is in it. A link to the cart page that opens the drawer where script runs. */
export function CartButton() {
  const t = useTranslations("storefront.header");
  const drawer = useCartDrawer();
  const pathname = usePathname();
  const count = useCartCount();
  // On leaving, never on coming: it would take back a press that was quicker.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer
  useEffect(() => () => setCartDrawer(false), [pathname]);
  const onPage = pathname === "/cart" || pathname.startsWith("/checkout");
  const openDrawer = (event: MouseEvent) => {
    if (onPage || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setCartDrawer(true);
  };
  return (
    <>
      <Link
        href="/cart"
        onClick={openDrawer}
        onPointerEnter={wantCartDrawer}
        onFocus={wantCartDrawer}
        aria-label={t("cartCount", { count })}
        className="relative grid size-11 place-items-center hover:opacity-70"
      >
        <ShoppingBag aria-hidden className="size-5.5 stroke-[1.5]" />
        {count > 0 && (
          <span
            key={count}
            aria-hidden
            className="tabular changed absolute top-1 right-0 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent"
          >
            {count}
          </span>
        )}
      </Link>
      {drawer !== "away" && <CartDrawer open={drawer === "open"} onOpenChange={setCartDrawer} />}
    </>
  );
}
