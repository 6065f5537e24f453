import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type EmptyListProps = { filtered: boolean; path: string; title: string; text?: string };

/** An empty list says which of two things it is: nothing yet, or nothing that matches. */
export function EmptyList({ filtered, path, title, text }: EmptyListProps) {
  const t = useTranslations("backoffice.list");
  return (
    <div data-list className="border-t border-line">
      <EmptyState
        className="[&_h2]:font-sans [&_h2]:text-base [&_h2]:font-semibold [&_h2]:tracking-normal"
        title={filtered ? t("noMatch") : title}
        text={filtered ? t("noMatchText") : text}
        action={filtered ? <LinkButton href={path}>{t("clear")}</LinkButton> : undefined}
      />
    </div>
  );
}

/** The outline of a list while its rows are read. */
export function ListSkeleton({ rows = 12 }: { rows?: number }) {
  const t = useTranslations("backoffice.list");
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-8 w-full max-w-xl" />
      <div className="grid gap-px border-t border-line pt-2">
        {Array.from({ length: rows }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed number of grey bars
          <div key={i} className="flex h-8 items-center gap-6 border-b border-line">
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className="h-3.5 w-48 max-w-[30vw]" />
            <Skeleton className="ml-auto h-3.5 w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
