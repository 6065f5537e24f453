import { cn } from "#components/ui/class-names.ts";

/** The logo: the name set in the display face. Replace it with the merchant's own mark. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("font-display text-[1.75rem] leading-none tracking-[-0.02em] whitespace-nowrap", className)}>
      Maison Comptoir
    </span>
  );
}
