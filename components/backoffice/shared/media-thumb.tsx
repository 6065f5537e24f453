import Image from "next/image";
import { cn } from "#components/ui/class-names.ts";

/** The small picture of a row: decorative unless `alt` is given, since the name stands beside it. */
type MediaThumbProps = { mediaKey: string | null | undefined; alt?: string; size?: number; className?: string };

export function MediaThumb({ mediaKey, alt = "", size = 36, className }: MediaThumbProps) {
  return (
    <span
      className={cn("block shrink-0 overflow-hidden rounded-control bg-tile", className)}
      style={{ width: size, height: size }}
    >
      {mediaKey && (
        <Image
          src={`/media/${mediaKey}`}
          alt={alt}
          width={size * 2}
          height={size * 2}
          className="size-full object-cover"
        />
      )}
    </span>
  );
}
