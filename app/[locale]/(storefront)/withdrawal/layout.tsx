import type { ReactNode } from "react";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { Providers } from "#components/trpc/providers.tsx";

export default function WithdrawalLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages nested use={["storefront.withdrawal", "errors.withdrawals", "common.quantity"]}>
      <Providers>{children}</Providers>
    </ClientMessages>
  );
}
