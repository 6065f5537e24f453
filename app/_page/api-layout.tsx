import type { ReactNode } from "react";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { Providers } from "#components/trpc/providers.tsx";

/** What only these pages may be refused for: other pages of the shop do not carry the words. */
const errors = ["catalogue", "payments", "tax", "fulfilment", "partners", "pricing", "quotes"].map(
  (module) => `errors.${module}`,
);

/** Pages that ask the API as soon as they are there. */
export default function ApiLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages nested use={errors}>
      <Providers>{children}</Providers>
    </ClientMessages>
  );
}
