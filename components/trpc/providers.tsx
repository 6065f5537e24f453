"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { type ReactNode, useEffect, useMemo } from "react";
import { apiOf } from "./api.ts";
import { TRPCProvider } from "./client.tsx";
import { announceApi } from "./late-api.ts";

/**
 * The API for everything inside: put it around what cannot do without. What only reads a little on demand asks `useLateQuery`,
 * which fetches the client when it is first wanted.
 */
export function Providers({ children }: { children: ReactNode }) {
  const locale = useLocale();
  const { queryClient, client } = useMemo(() => apiOf(locale), [locale]);
  useEffect(announceApi, []);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
