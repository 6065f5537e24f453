"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "#server/api/root.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { TRPCProvider } from "./client.tsx";
import { keyHeader, onceLinks } from "./once-link.ts";

const url = "/api/trpc";

/** Refusals (4xx) will not get better by asking again; the network and the server may. */
function retry(failures: number, error: unknown): boolean {
  const status = error instanceof TRPCClientError ? (error.data?.httpStatus as number | undefined) : undefined;
  return failures < 2 && (status === undefined || status >= 500);
}

/**
 * Query cache and API client of the browser. Calls carry the language of the page; give it `key={locale}` so that
 * answers in one language never show in the other.
 */
export function Providers({ locale, children }: { locale: Locale; children: ReactNode }) {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry }, mutations: { retry: false } } }),
  );
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        ...onceLinks,
        splitLink({
          condition: (op) => op.type === "subscription",
          true: httpSubscriptionLink({ url }),
          false: splitLink({
            condition: (op) => op.type === "mutation",
            // One by one: each has its own key.
            true: httpLink({ url, headers: ({ op }) => ({ "x-comptoir-locale": locale, ...keyHeader(op) }) }),
            false: httpBatchLink({ url, maxItems: 20, headers: { "x-comptoir-locale": locale } }),
          }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
