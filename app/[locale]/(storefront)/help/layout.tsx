import type { ReactNode } from "react";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { Providers } from "#components/trpc/providers.tsx";

export default function HelpLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages nested use={["portal.help", "errors.tickets", "errors.attachments"]}>
      <Providers>{children}</Providers>
    </ClientMessages>
  );
}
