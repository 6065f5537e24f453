import { cn } from "#components/ui/class-names.ts";
import { renditionKey, renditionWidths } from "#server/kernel/renditions.ts";

/** The small picture of a row: decorative unless `alt` is given, since the name stands beside it. */
type MediaThumbProps = { mediaKey: string | null | undefined; alt?: string; size?: number; className?: string };

/** Twice as wide as shown, for dense screens. A picture narrower than that is served as it is. */
const thumbKey = (key: string, size: number): string =>
  renditionWidths(key, 320).length ? renditionKey(key, size <= 80 ? 160 : 320, "webp") : key;

export function MediaThumb({ mediaKey, alt = "", size = 36, className }: MediaThumbProps) {
  return (
    <span
      className={cn("block shrink-0 overflow-hidden rounded-control bg-tile", className)}
      style={{ width: size, height: size }}
    >
      {mediaKey && (
        <img
          src={`/media/${thumbKey(mediaKey, size)}`}
          alt={alt}
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
        />
      )}
    </span>
  );
}
