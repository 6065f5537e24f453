import { type ReactNode, useId } from "react";
import { cn } from "#components/ui/class-names.ts";

type SectionProps = { title: ReactNode; aside?: ReactNode; className?: string; children: ReactNode };

/** A part of a page under a hairline, which is also the first one of a list. No frame: nothing sits in a card here. */
export function Section({ title, aside, className, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn("grid content-start gap-2 [&>[data-list]:nth-child(2)]:border-t-0", className)}
    >
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-1">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside && <div className="flex flex-wrap items-center gap-2 print:hidden">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

/** Facts, one a row: what on the left, the value on the right. */
export function Facts({
  rows,
  className,
}: {
  rows: readonly (readonly [ReactNode, ReactNode] | null)[];
  className?: string;
}) {
  return (
    <dl className={cn("grid gap-1", className)}>
      {rows.map((row, i) =>
        row ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of facts
          <div key={i} className="flex min-h-6 items-baseline justify-between gap-4">
            <dt className="text-muted">{row[0]}</dt>
            <dd className="min-w-0 text-right">{row[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
