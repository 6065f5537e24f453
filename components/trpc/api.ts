import { QueryClient, QueryObserver } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#server/api/root.ts";
import { keyHeader, onceLinks } from "./once-link.ts";

const url = "/api/trpc";

/** Refusals (4xx) will not get better by asking again; the network and the server may. */
function retry(failures: number, error: unknown): boolean {
  const status = error instanceof TRPCClientError ? (error.data?.httpStatus as number | undefined) : undefined;
  return failures < 2 && (status === undefined || status >= 500);
}

function createApi(locale: string) {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry }, mutations: { retry: false } },
  });
  const client = createTRPCClient<AppRouter>({
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
  });
  return { queryClient, client, trpc: createTRPCOptionsProxy<AppRouter>({ client, queryClient }), QueryObserver };
}

export type Api = ReturnType<typeof createApi>;

const ofBrowser = new Map<string, Api>();

/**
 * Query cache and API client. In the browser one for each language, shared by all parts of the page, so that answers in one
 * language never show in the other; on the server one for each rendering.
 */
export function apiOf(locale: string): Api {
  if (typeof window === "undefined") return createApi(locale);
  const known = ofBrowser.get(locale);
  if (known) return known;
  const api = createApi(locale);
  api.queryClient.mount();
  ofBrowser.set(locale, api);
  return api;
}
