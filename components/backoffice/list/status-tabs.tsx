import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { type ListState, listHref } from "./list-state.ts";

type StatusTabsProps = {
  label: string;
  path: string;
  state: ListState;
  /** The key of the address that a tab sets. */
  name: string;
  /** The first tab (everything) has the value "". */
  tabs: readonly { value: string; label: string; count?: number }[];
};

/** The one filter that matters most, as links: a tab is an address. */
export function StatusTabs({ label, path, state, name, tabs }: StatusTabsProps) {
  const current = state.values[name] ?? "";
  return (
    <nav aria-label={label} className="mb-3 border-b border-line print:hidden">
      <ul className="scrollbar-none -mb-px flex gap-5 overflow-x-auto">
        {tabs.map((tab) => (
          <li key={tab.value}>
            <Link
              href={listHref(path, state, { [name]: tab.value || undefined })}
              scroll={false}
              aria-current={tab.value === current ? "true" : undefined}
              className={cn(
                "flex h-8 items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-muted hover:text-ink focus-visible:outline-offset-[-2px]",
                tab.value === current && "border-ink font-medium text-ink",
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="text-xs text-muted tabular">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
