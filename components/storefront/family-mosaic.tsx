import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { Photo } from "./photo.tsx";
import type { Category } from "./types.ts";

// Widths alternate so that the wall reads as a page of a magazine, not as a table.
const spans = ["lg:col-span-7", "lg:col-span-5", "lg:col-span-5", "lg:col-span-7", "lg:col-span-6", "lg:col-span-6"];

/** The families, each with its banner, name and one line. */
export function FamilyMosaic({ families }: { families: Category[] }) {
  return (
    <ul className="grid gap-x-5 gap-y-9 sm:grid-cols-2 lg:grid-cols-12 lg:gap-y-12">
      {families.map((family, i) => (
        <li key={family.slug} className={cn("group relative", spans[i % spans.length])}>
          <div className="h-52 overflow-hidden bg-tile sm:h-60 lg:h-[clamp(18rem,25vw,23rem)]">
            {family.banner && (
              <Photo
                media={family.banner}
                sizes="(min-width: 1024px) 58vw, (min-width: 640px) 60vw, 115vw"
                decorative
                className="transition-transform duration-500 ease-house motion-safe:group-hover:scale-[1.02]"
              />
            )}
          </div>
          <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-4">
            <h3 className="font-display text-[1.75rem] leading-tight">
              <Link href={`/categories/${family.slug}`} prefetch className="after:absolute after:inset-0">
                {family.name}
              </Link>
            </h3>
            <p className="text-[0.9375rem] text-muted">{family.lead}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The same wall while the families are on their way. */
export function FamilyMosaicSkeleton() {
  return (
    <div aria-hidden className="grid gap-x-5 gap-y-9 sm:grid-cols-2 lg:grid-cols-12 lg:gap-y-12">
      {spans.map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of blanks
        <div key={i} className={span}>
          <div className="h-52 bg-tile sm:h-60 lg:h-[clamp(18rem,25vw,23rem)]" />
          <div className="mt-3 h-[2.2rem]" />
        </div>
      ))}
    </div>
  );
}
