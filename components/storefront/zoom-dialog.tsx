"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { CloseCross, Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { mediaUrl } from "./photo.tsx";
import type { Media } from "./types.ts";

type ZoomDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  photos: Media[];
  showing: number;
  onShow: (index: number) => void;
};

/** The photo as large as the screen; a click or + doubles it around the point, arrows turn the pages. */
export function ZoomDialog({ open, onOpenChange, photos, showing, onShow }: ZoomDialogProps) {
  const t = useTranslations("storefront.product");
  const frame = useRef<HTMLButtonElement>(null);
  const [close, setClose] = useState<{ x: number; y: number } | null>(null);
  const media = photos[showing];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another photo starts from afar
  useEffect(() => setClose(null), [showing, open]);
  if (!media) return null;
  const step = (by: number) => onShow((showing + by + photos.length) % photos.length);
  const at = (event: MouseEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return { x: 50, y: 50 };
    return { x: ((event.clientX - box.left) / box.width) * 100, y: ((event.clientY - box.top) / box.height) * 100 };
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={media.alt}
        hideTitle
        className="h-dvh max-h-dvh w-screen place-items-center rounded-none bg-[#efece6] p-0 text-[#1f1b16]"
        onKeyDown={(event) => {
          if (event.key === "ArrowLeft") step(-1);
          if (event.key === "ArrowRight") step(1);
        }}
      >
        <button
          ref={frame}
          type="button"
          aria-pressed={close !== null}
          aria-label={t("zoom")}
          onClick={(event) => setClose(close ? null : event.detail === 0 ? { x: 50, y: 50 } : at(event))}
          onPointerMove={(event) => {
            if (close && event.pointerType === "mouse") setClose(at(event));
          }}
          className={cn("size-[min(100dvw,100dvh)] overflow-hidden", close ? "cursor-zoom-out" : "cursor-zoom-in")}
        >
          {/* The original: whoever looks closely wants every pixel there is. */}
          <img
            src={mediaUrl(media.key)}
            alt={media.alt}
            width={media.width ?? 1600}
            height={media.height ?? 1600}
            className="size-full object-contain transition-transform duration-180 ease-house"
            style={close ? { transform: "scale(2)", transformOrigin: `${close.x}% ${close.y}%` } : undefined}
          />
        </button>
        <div className="absolute top-3 right-3 bg-[#fcfaf7]/85 [&_button]:text-[#1f1b16] [&_button]:hover:bg-[#e4dfd5]">
          <CloseCross />
        </div>
        {photos.length > 1 && (
          <div className="absolute bottom-4 left-1/2 flex -translate-x-1/2 items-center gap-2 bg-[#fcfaf7]/85">
            <Button
              variant="ghost"
              size="icon"
              className="text-[#1f1b16] hover:bg-[#e4dfd5]"
              aria-label={t("previousPhoto")}
              onClick={() => step(-1)}
            >
              <ChevronLeft aria-hidden />
            </Button>
            <p role="status" className="tabular min-w-12 text-center text-sm">
              <span className="sr-only">{t("photoOf", { index: showing + 1, count: photos.length })}</span>
              <span aria-hidden>
                {showing + 1} / {photos.length}
              </span>
            </p>
            <Button
              variant="ghost"
              size="icon"
              className="text-[#1f1b16] hover:bg-[#e4dfd5]"
              aria-label={t("nextPhoto")}
              onClick={() => step(1)}
            >
              <ChevronRight aria-hidden />
            </Button>
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
