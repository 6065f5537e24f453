"use client";
import { useLocale } from "next-intl";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { loadApi } from "#components/trpc/late-api.ts";
import { toast } from "#components/ui/toast.tsx";
import type { LinePreview } from "./cart-changes.ts";

type Wanted = { variantId: string; quantity: number; preview: LinePreview };

/**
 * Puts so many more of an article into the basket, on pages that may not have fetched the API client yet; `preview` is what
 * its new line shows until the server has answered.
 */
export function useAddToCart(): (wanted: Wanted) => void {
  const locale = useLocale();
  const message = useErrorMessage();
  return (wanted) => {
    const tell = (error: unknown) => void toast({ tone: "danger", title: message(error) });
    Promise.all([loadApi(locale), import("./change-cart.ts")]).then(([api, { cartMutation }]) => {
      const change = api.queryClient.getMutationCache().build(api.queryClient, cartMutation(api, tell));
      change.execute({ kind: "add", ...wanted }).catch(() => {});
    }, tell);
  };
}
