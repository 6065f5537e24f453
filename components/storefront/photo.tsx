import { clsx } from "clsx";
import { preload } from "react-dom";
import { renditionWidths, srcSetOf } from "#server/kernel/renditions.ts";
import { EagerImage } from "./eager-image.tsx";
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

/** Fetches a picture ahead, as `Photo` will show it at these sizes. */
export function preloadPhoto(media: Media, sizes: string): void {
  const widths = renditionWidths(media.key, media.width);
  preload(mediaUrl(media.key), {
    as: "image",
    fetchPriority: "high",
    ...(widths.length > 0 && {
      imageSrcSet: srcSetOf(media.key, widths, "avif"),
      imageSizes: sizes,
      type: "image/avif",
    }),
  });
}

/** How wide the first photo of a product page is shown. */
export const gallerySizes = "(min-width: 1024px) 60vw, 100vw";

/** A picture of the catalogue: AVIF or WebP, no larger than needed, over its own blur, in a place kept free for it. */
export function Photo({ media, sizes, priority, decorative, className }: PhotoProps) {
  const src = mediaUrl(media.key);
  const widths = renditionWidths(media.key, media.width);
  const avif = widths.length ? srcSetOf(media.key, widths, "avif") : undefined;
  if (priority) preloadPhoto(media, sizes);
  const Image = priority ? EagerImage : "img";
  return (
    <picture className="block size-full">
      {avif && <source type="image/avif" srcSet={avif} sizes={sizes} />}
      <Image
        // The order counts: a browser that reads `src` first would fetch the original.
        loading={priority ? "eager" : "lazy"}
        decoding="async"
        fetchPriority={priority ? "high" : undefined}
        sizes={avif && sizes}
        srcSet={avif && srcSetOf(media.key, widths, "webp")}
        src={src}
        alt={decorative ? "" : media.alt}
        width={media.width ?? 800}
        height={media.height ?? 800}
        style={media.blur ? { backgroundImage: `url(${media.blur})`, backgroundSize: "cover" } : undefined}
        className={clsx("catalogue-photo size-full object-cover", className)}
      />
    </picture>
  );
}
