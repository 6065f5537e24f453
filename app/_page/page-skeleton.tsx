import { Skeleton } from "#components/ui/skeleton.tsx";

/** The place of a page whose reader is not known yet. */
export function PageSkeleton() {
  return (
    <div aria-hidden className="grid gap-4 py-2">
      <Skeleton className="h-9 w-56 max-w-full" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="mt-4 h-40 w-full" />
    </div>
  );
}
