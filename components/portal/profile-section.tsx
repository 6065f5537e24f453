import type { ReactNode } from "react";

/** One matter of the profile: what it is on the left, what can be done on the right. */
export function ProfileSection({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-12 gap-y-4 border-t border-line py-8 md:grid-cols-[16rem_minmax(0,26rem)]">
      <div className="grid content-start gap-1">
        <h2 className="font-semibold">{title}</h2>
        {text && <p className="text-sm text-muted text-pretty">{text}</p>}
      </div>
      <div className="grid content-start gap-5">{children}</div>
    </section>
  );
}
