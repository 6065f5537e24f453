"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#components/trpc/client.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { can } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";

export type Found = { readonly id: string; readonly href: string; readonly title: string; readonly detail: string };

/** Orders, products and customers that match, as far as the roles may see them. Five of each. */
export function usePaletteResults(text: string, roles: readonly Role[]) {
  const trpc = useTRPC();
  const query = useDebounced(text.trim(), 140);
  const asked = query.length >= 2;
  const options = { staleTime: 10_000, placeholderData: (previous: unknown) => previous as never };
  const orders = useQuery(
    trpc.admin.orders.list.queryOptions(
      { query, sort: "placed_desc", limit: 5 },
      { ...options, enabled: asked && can({ roles }, "sales.order.read") },
    ),
  );
  const products = useQuery(
    trpc.admin.products.list.queryOptions(
      { query, limit: 5 },
      { ...options, enabled: asked && can({ roles }, "catalogue.product.read") },
    ),
  );
  const partners = useQuery(
    trpc.admin.partners.list.queryOptions(
      { query, limit: 5 },
      { ...options, enabled: asked && can({ roles }, "partners.partner.read") },
    ),
  );
  const found: Record<"orders" | "products" | "customers", Found[]> = { orders: [], products: [], customers: [] };
  if (asked) {
    found.orders = (orders.data?.items ?? []).map((order) => ({
      id: order.id,
      href: `/admin/orders/${order.number}`,
      title: order.number,
      detail: order.email,
    }));
    found.products = (products.data?.items ?? []).map((product) => ({
      id: product.id,
      href: `/admin/products/${product.id}`,
      title: product.name,
      detail: product.skus.slice(0, 3).join(", "),
    }));
    found.customers = (partners.data?.items ?? []).map((partner) => ({
      id: partner.id,
      href: `/admin/customers/${partner.id}`,
      title: partner.name,
      detail: partner.email ?? "",
    }));
  }
  const failed = [orders, products, partners].some((result) => result.isError);
  const waiting = asked && (query !== text.trim() || [orders, products, partners].some((r) => r.isFetching));
  return { found, waiting, failed, asked };
}
