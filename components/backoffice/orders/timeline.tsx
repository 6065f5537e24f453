import { useTranslations } from "next-intl";
import { cn } from "#components/ui/class-names.ts";
import type { OrderDetail } from "../dto.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { NoteForm } from "./note-form.tsx";
import { useTimelineText } from "./timeline-text.ts";

const loud = new Set([
  "payment_failed",
  "cancelled",
  "expired",
  "backorder",
  "refund_failed",
  "change_expired",
  "change_cancelled",
]);

/** Everything that happened to the order, newest first, notes of the staff among it. */
export function Timeline({ order }: { order: OrderDetail }) {
  const t = useTranslations("backoffice.timeline");
  const describe = useTimelineText();
  const entries = [...order.timeline].reverse();
  return (
    <Section title={t("title")}>
      <NoteForm number={order.number} />
      <ol className="grid">
        {entries.map((entry) => {
          const { title, detail } = describe(entry);
          const note = entry.type === "note";
          return (
            <li key={entry.id} className="relative grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 pb-3 last:pb-0">
              <span
                aria-hidden
                className={cn(
                  "mt-1.5 size-2 justify-self-center rounded-full bg-edge",
                  loud.has(entry.type) && "bg-warning",
                  note && "bg-info",
                )}
              />
              <div className="min-w-0">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span className={cn(!note && "font-medium")}>{title}</span>
                  <span className="ml-auto text-xs text-muted">
                    {entry.by && <>{entry.by} · </>}
                    <RelativeTime at={entry.at} />
                  </span>
                </p>
                {detail && <p className="text-pretty whitespace-pre-line text-muted">{detail}</p>}
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
