import { Skeleton } from "#components/ui/skeleton.tsx";

export function ListSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div aria-hidden className="grid gap-8">
      <Skeleton className="h-12 w-64 max-w-full" />
      <div className="grid gap-5">
        {Array.from({ length: rows }, (_, i) => `row-${i}`).map((key) => (
          <div key={key} className="flex items-center gap-6 border-t border-line pt-5 first:border-t-0">
            <Skeleton className="size-20 shrink-0" />
            <div className="grid grow gap-2">
              <Skeleton className="h-4 w-48 max-w-full" />
              <Skeleton className="h-3.5 w-32" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

export function OrderSkeleton() {
  return (
    <div aria-hidden className="grid gap-10">
      <div className="grid gap-3">
        <Skeleton className="h-4 w-64" />
        <Skeleton className="h-14 w-80 max-w-full" />
        <Skeleton className="mt-4 h-10 w-full max-w-2xl" />
      </div>
      <div className="grid gap-12 lg:grid-cols-[7fr_5fr]">
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
