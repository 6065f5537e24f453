"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonStyle } from "#components/ui/button.tsx";
import { ProductGrid, ProductTile } from "./product-tile.tsx";

/** Where following pages come from: the same question the server asked for the first one. */
export type MoreSource =
  | { kind: "category"; slug: string; sort: CategorySort; filters: Record<string, string[]>; limit: number }
  | { kind: "search"; query: string; sort: SearchSort; filters: Record<string, string[]>; limit: number };
export type CategorySort = "featured" | "newest" | "price_asc" | "price_desc";
export type SearchSort = "relevance" | "newest" | "price_asc" | "price_desc";

type MoreProductsProps = { source: MoreSource; cursor: string; shown: number; total: number; href: string };

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

/** The pages after the first, added below it. What was opened stays open when the shopper comes back. */
export function MoreProducts({ source, cursor, shown, total, href }: MoreProductsProps) {
  const t = useTranslations("storefront.list");
  const message = useErrorMessage();
  const more = useMore(source, cursor);
  const items = more.data?.pages.flatMap((page) => page.items) ?? [];
  const left = more.data ? more.hasNextPage : true;
  const next = () => (more.data ? more.fetchNextPage() : more.refetch());
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
          <>
            <Button size="lg" busy={more.isFetching} onClick={() => void next()}>
              {t("more")}
            </Button>
            <noscript>
              <a
                className={buttonStyle()}
                href={`${href}${href.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`}
              >
                {t("more")}
              </a>
            </noscript>
          </>
        )}
      </div>
    </>
  );
}
