import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "#app/_i18n/navigation.ts";

/** Up to the list that a page belongs to. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="inline-flex min-h-8 w-fit items-center gap-2 hover:underline" data-print="hide">
      <ArrowLeft aria-hidden className="size-4" />
      {children}
    </Link>
  );
}
