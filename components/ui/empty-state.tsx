import { clsx } from "clsx";
import type { ReactNode } from "react";

type EmptyStateProps = {
  title: ReactNode;
  text?: ReactNode;
  /** What to do next: one or two buttons. */
  action?: ReactNode;
  icon?: ReactNode;
  /** h2 unless it is the only heading of the page. */
  as?: "h1" | "h2" | "h3";
  className?: string;
};

/** Nothing here: says why and where to go. */
export function EmptyState({ title, text, action, icon, as: Heading = "h2", className }: EmptyStateProps) {
  return (
    <div className={clsx("mx-auto grid max-w-md justify-items-center gap-3 px-4 py-14 text-center", className)}>
      {icon && <span className="text-muted [&_svg]:size-8 [&_svg]:stroke-[1.25]">{icon}</span>}
      <Heading className="display text-3xl">{title}</Heading>
      {text && <p className="text-muted text-pretty">{text}</p>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
