"use client";
import { ChevronLeft, ChevronRight, Expand } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, ViewTransition } from "react";
import { cn } from "#components/ui/class-names.ts";
import { gallerySizes, Photo } from "./photo.tsx";
import type { Media } from "./types.ts";

const ZoomDialog = dynamic(() => import("./zoom-dialog.tsx").then((m) => m.ZoomDialog), { ssr: false });

type GalleryProps = {
  slug: string;
  photos: Media[];
  /** Which photo to show: follows the chosen variant. */
  showing: number;
  onShow: (index: number) => void;
};

/** Swipe, thumbnails, arrows and zoom over one strip of photos. */
export function Gallery({ slug, photos, showing, onShow }: GalleryProps) {
  const t = useTranslations("storefront.product");
  const strip = useRef<HTMLUListElement>(null);
  const [zoom, setZoom] = useState(false);
  const [wanted, setWanted] = useState(false);
  // While we move the strip ourselves, the photos it passes are not choices.
  const target = useRef<number | null>(null);

  useEffect(() => {
    const list = strip.current;
    if (!list || Math.round(list.scrollLeft / list.clientWidth) === showing) return;
    target.current = showing;
    list.scrollTo({ left: showing * list.clientWidth, behavior: "instant" });
  }, [showing]);

  const onScroll = () => {
    const list = strip.current;
    if (!list?.clientWidth) return;
    const index = Math.round(list.scrollLeft / list.clientWidth);
    if (target.current !== null) {
      if (index === target.current) target.current = null;
      return;
    }
    if (index !== showing && photos[index]) onShow(index);
  };
  const step = (by: number) => onShow((showing + by + photos.length) % photos.length);
  const arrow =
    "absolute top-1/2 grid size-11 -translate-y-1/2 place-items-center bg-[#fcfaf7]/85 text-[#1f1b16] opacity-0 transition-opacity duration-150 group-hover/stage:opacity-100 focus-visible:opacity-100 max-lg:hidden";

  return (
    <div className="grid gap-3 lg:grid-cols-[4.5rem_minmax(0,1fr)] lg:gap-5">
      {photos.length > 1 && (
        <ul className="scrollbar-none order-2 flex gap-2 overflow-x-auto p-0.5 max-lg:hidden lg:order-1 lg:max-h-[46rem] lg:flex-col lg:overflow-y-auto">
          {photos.map((media, i) => (
            <li key={media.key}>
              <button
                type="button"
                aria-label={t("showPhoto", { index: i + 1, alt: media.alt })}
                aria-current={i === showing || undefined}
                onClick={() => onShow(i)}
                className="block size-17 bg-tile opacity-75 transition-opacity duration-150 hover:opacity-100 aria-current:opacity-100 aria-current:outline-1 aria-current:outline-offset-1 aria-current:outline-ink"
              >
                <Photo media={media} sizes="68px" decorative />
              </button>
            </li>
          ))}
        </ul>
      )}
      <section
        aria-label={t("photos")}
        className={cn("group/stage relative order-1 lg:order-2", photos.length < 2 && "lg:col-span-2")}
      >
        <ul
          ref={strip}
          onScroll={onScroll}
          className="scrollbar-none flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain bg-tile max-lg:-mx-[clamp(1rem,4vw,4rem)]"
        >
          {photos.map((media, i) => (
            <li
              key={media.key}
              inert={i !== showing}
              className="aspect-square w-full shrink-0 snap-center lg:max-h-[min(54rem,calc(100dvh-8rem))]"
            >
              <button
                type="button"
                aria-label={t("zoomOf", { alt: media.alt })}
                onPointerEnter={() => setWanted(true)}
                onClick={() => {
                  setWanted(true);
                  setZoom(true);
                }}
                className="block size-full cursor-zoom-in focus-visible:outline-offset-[-4px]"
              >
                {i === 0 ? (
                  <ViewTransition name={`photo-${slug}`} share="photo" default="none">
                    <Photo media={media} sizes={gallerySizes} priority />
                  </ViewTransition>
                ) : (
                  <Photo media={media} sizes={gallerySizes} />
                )}
              </button>
            </li>
          ))}
        </ul>
        {photos.length > 1 && (
          <>
            <button
              type="button"
              className={cn(arrow, "left-0")}
              aria-label={t("previousPhoto")}
              onClick={() => step(-1)}
            >
              <ChevronLeft aria-hidden className="size-5" />
            </button>
            <button type="button" className={cn(arrow, "right-0")} aria-label={t("nextPhoto")} onClick={() => step(1)}>
              <ChevronRight aria-hidden className="size-5" />
            </button>
            <p className="tabular pointer-events-none absolute right-3 bottom-3 bg-[#fcfaf7]/90 px-2 py-0.5 text-[0.8125rem] text-[#1f1b16] lg:hidden">
              <span className="sr-only">{t("photoOf", { index: showing + 1, count: photos.length })}</span>
              <span aria-hidden>
                {showing + 1} / {photos.length}
              </span>
            </p>
          </>
        )}
        <Expand
          aria-hidden
          className="pointer-events-none absolute right-4 bottom-4 size-5 stroke-[1.5] text-[#1f1b16] opacity-60 max-lg:hidden"
        />
      </section>
      {wanted && <ZoomDialog open={zoom} onOpenChange={setZoom} photos={photos} showing={showing} onShow={onShow} />}
    </div>
  );
}
