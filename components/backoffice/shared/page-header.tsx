import type { ReactNode } from "react";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { RowStepper } from "../list/row-stepper.tsx";

type PageHeaderProps = {
  title: ReactNode;
  /** The way back up, without the page itself: only records have one, and with it the way to their neighbours. */
  trail?: { label: string; href: string }[];
  /** Badges and a line of facts beside the title. */
  aside?: ReactNode;
  actions?: ReactNode;
};

/** The top of a page: where, what, in which state, what can be done. */
export function PageHeader({ title, trail, aside, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 grid gap-1">
      {trail && (
        <div className="flex min-h-7 items-center justify-between gap-4">
          <Breadcrumb items={trail} />
          <RowStepper />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg leading-8 font-semibold tracking-tight">{title}</h1>
        {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
    </header>
  );
}
