"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Providers } from "#components/trpc/providers.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MoreProductsProps, MoreSource } from "./more-source.ts";
import { ProductGrid, ProductTile } from "./product-tile.tsx";

function useMore(source: MoreSource, cursor: string) {
  const trpc = useTRPC();
  const { kind: _, ...input } = source;
  const options = {
    enabled: false,
    initialCursor: cursor,
    staleTime: 300_000,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
  };
  const category = useInfiniteQuery(
    trpc.shop.catalogue.category.infiniteQueryOptions(input as Extract<MoreSource, { kind: "category" }>, options),
  );
  const search = useInfiniteQuery(
    trpc.shop.catalogue.search.infiniteQueryOptions(input as Extract<MoreSource, { kind: "search" }>, options),
  );
  return source.kind === "category" ? category : search;
}

type FollowingProps = Omit<MoreProductsProps, "href"> & {
  /** The shopper has pressed the button that stood here before. */
  pressed: boolean;
};

/** The pages after the first, with the API they come from. */
export const FollowingPages = (props: FollowingProps) => (
  <Providers>
    <Pages {...props} />
  </Providers>
);

function Pages({ source, cursor, shown, total, pressed }: FollowingProps) {
  const t = useTranslations("storefront.list");
  const message = useErrorMessage();
  const more = useMore(source, cursor);
  const button = useRef<HTMLButtonElement>(null);
  const items = more.data?.pages.flatMap((page) => page.items) ?? [];
  const left = more.data ? more.hasNextPage : true;
  const next = () => (more.data ? more.fetchNextPage() : more.refetch());
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes on, once, where the first press left off
  useEffect(() => {
    if (!pressed) return;
    button.current?.focus();
    if (!more.data) void more.refetch();
  }, []);
  return (
    <>
      {items.length > 0 && (
        <ProductGrid className="mt-9 lg:mt-12">
          {items.map((product) => (
            <li key={product.id}>
              <ProductTile product={product} heading="h2" />
            </li>
          ))}
        </ProductGrid>
      )}
      <div className="mt-14 grid justify-items-center gap-3">
        {more.error && <Alert tone="danger">{message(more.error)}</Alert>}
        <p role="status" className="tabular text-sm text-muted">
          {t("shown", { shown: shown + items.length, total })}
        </p>
        {left && (
          <Button ref={button} size="lg" busy={more.isFetching} onClick={() => void next()}>
            {t("more")}
          </Button>
        )}
      </div>
    </>
  );
}
