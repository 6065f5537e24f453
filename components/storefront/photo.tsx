import Image from "next/image";
import { cn } from "#components/ui/class-names.ts";
import type { Media } from "./types.ts";

type PhotoProps = {
  media: Media;
  /** How wide it is shown, for the browser's choice of file. */
  sizes: string;
  /** The largest picture of the first screen: fetched at once. */
  priority?: boolean;
  /** Decorative here (its name stands beside it). */
  decorative?: boolean;
  className?: string;
};

export const mediaUrl = (key: string): string => `/media/${key}`;

/** A picture of the catalogue, in modern formats and just the size needed. */
export function Photo({ media, sizes, priority, decorative, className }: PhotoProps) {
  return (
    <Image
      src={mediaUrl(media.key)}
      alt={decorative ? "" : media.alt}
      width={media.width ?? 800}
      height={media.height ?? 800}
      sizes={sizes}
      {...(priority ? { preload: true, fetchPriority: "high" as const, loading: "eager" as const } : {})}
      className={cn("catalogue-photo size-full object-cover", className)}
    />
  );
}
