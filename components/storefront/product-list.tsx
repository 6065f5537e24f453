import type { ReactNode } from "react";
import { ListControls } from "./list-controls.tsx";
import { type ListState, listHref } from "./list-url.ts";
import { MoreProducts } from "./more-products.tsx";
import type { MoreSource } from "./more-source.ts";
import { ProductGrid, ProductTile } from "./product-tile.tsx";
import type { Facet, ProductCard } from "./types.ts";

type ProductListProps = {
  page: { items: ProductCard[]; nextCursor: string | null; total: number; facets: Facet[] };
  state: ListState;
  sorts: readonly string[];
  defaultSort: string;
  path: string;
  more: MoreSource;
  empty: ReactNode;
};

/** Controls, the first page of tiles and, on demand, the following ones. */
export function ProductList({ page, state, sorts, defaultSort, path, more, empty }: ProductListProps) {
  return (
    <>
      <ListControls state={state} facets={page.facets} sorts={sorts} defaultSort={defaultSort} total={page.total} />
      {page.items.length === 0 ? (
        empty
      ) : (
        <>
          <ProductGrid className="mt-8">
            {page.items.map((product, i) => (
              <li key={product.id}>
                <ProductTile product={product} priority={i < 2} heading="h2" />
              </li>
            ))}
          </ProductGrid>
          {page.nextCursor && (
            <MoreProducts
              key={listHref(path, state)}
              source={more}
              cursor={page.nextCursor}
              shown={page.items.length}
              total={page.total}
              href={listHref(path, state)}
            />
          )}
        </>
      )}
    </>
  );
}
