import type { ReactNode } from "react";

/** The title of a portal page, with a line of explanation and what to do at its side. */
export function PageHeading({ title, text, aside }: { title: ReactNode; text?: ReactNode; aside?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="grid gap-2">
        <h1 className="display text-5xl">{title}</h1>
        {text && <p className="max-w-[60ch] text-muted text-pretty">{text}</p>}
      </div>
      {aside}
    </div>
  );
}
