"use client";
import type { ComponentProps } from "react";
import { Providers } from "#components/trpc/providers.tsx";
import { CartDrawer } from "./cart-drawer.tsx";

/** The drawer with the API it needs, for pages that have fetched neither. */
export const CartDrawerIsland = (props: ComponentProps<typeof CartDrawer>) => (
  <Providers>
    <CartDrawer {...props} />
  </Providers>
);
