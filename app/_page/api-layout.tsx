import type { ReactNode } from "react";
import { Providers } from "#components/trpc/providers.tsx";

/** Pages that ask the API as soon as they are there. */
export default function ApiLayout({ children }: { children: ReactNode }) {
  return <Providers>{children}</Providers>;
}
