import { Skeleton } from "#components/ui/skeleton.tsx";
import { ProductGrid } from "./product-tile.tsx";

/** Blank tiles. */
export function GridSkeleton({ tiles, className }: { tiles: number; className?: string }) {
  return (
    <ProductGrid aria-hidden className={className}>
      {Array.from({ length: tiles }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tiles are all the same
        <li key={i}>
          <div className="aspect-square bg-tile" />
          <Skeleton className="mt-3 h-5 w-3/4" />
          <Skeleton className="mt-2 h-3 w-1/3" />
        </li>
      ))}
    </ProductGrid>
  );
}

/** The place of a list that is on its way. */
export function ListSkeleton({ tiles = 8 }: { tiles?: number }) {
  return (
    <div aria-hidden>
      <div className="h-14 border-y border-line" />
      <GridSkeleton className="mt-8" tiles={tiles} />
    </div>
  );
}
