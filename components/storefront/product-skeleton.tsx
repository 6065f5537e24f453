import { Skeleton } from "#components/ui/skeleton.tsx";

/** The place of a product page that is on its way. */
export function ProductSkeleton() {
  return (
    <div aria-hidden className="page pt-5">
      <Skeleton className="mb-5 h-6 w-56" />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-12 xl:gap-x-16">
        <div className="aspect-square bg-tile max-lg:-mx-[clamp(1rem,4vw,4rem)] lg:col-span-8 lg:ml-[5.75rem] lg:max-h-[min(54rem,calc(100dvh-8rem))]" />
        <div className="grid content-start gap-5 lg:col-span-4">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-14 w-4/5" />
          <Skeleton className="h-8 w-32" />
          <Skeleton className="h-13 w-full" />
          <Skeleton className="h-40 w-full" />
        </div>
      </div>
    </div>
  );
}
