import Image from "next/image";
import { cn } from "#components/ui/class-names.ts";

/** The small picture of a row; decorative, since the name stands beside it. */
export function MediaThumb({
  mediaKey,
  size = 36,
  className,
}: {
  mediaKey: string | null | undefined;
  size?: number;
  className?: string;
}) {
  return (
    <span
      className={cn("block shrink-0 overflow-hidden rounded-control bg-tile", className)}
      style={{ width: size, height: size }}
    >
      {mediaKey && (
        <Image
          src={`/media/${mediaKey}`}
          alt=""
          width={size * 2}
          height={size * 2}
          className="size-full object-cover"
        />
      )}
    </span>
  );
}
