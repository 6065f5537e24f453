"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { startTransition, useEffect, useOptimistic } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { toast } from "#components/ui/toast.tsx";

/** One object, or a tab would hear itself. */
const otherTabs = typeof window === "undefined" ? null : new BroadcastChannel("comptoir-buying-for");

/**
 * Switches for whom the reader buys; null: themselves. Prices, basket, addresses and terms on the page are asked for anew,
 * here and in the other tabs. `truth` is for whom they buy as last read, `said` what is told once another choice holds. The
 * `active` one is the one chosen from the press on, until what was read says so too.
 */
export function useActFor(truth: string | null, said: (companyId: string | null) => string) {
  const [active, show] = useOptimistic(truth);
  const router = useRouter();
  const queries = useQueryClient();
  const message = useErrorMessage();
  useEffect(() => {
    const follow = () => {
      void queries.invalidateQueries();
      router.refresh();
    };
    otherTabs?.addEventListener("message", follow);
    return () => otherTabs?.removeEventListener("message", follow);
  }, [queries, router]);
  const { mutateAsync } = useMutation(
    useTRPC().account.companies.actFor.mutationOptions({
      onSuccess: async (_, { companyId }) => {
        otherTabs?.postMessage(null);
        await queries.invalidateQueries();
        toast({ title: said(companyId) });
        router.refresh();
      },
      onError: (error) => {
        void queries.invalidateQueries();
        toast({ title: message(error), tone: "danger" });
      },
    }),
  );
  const choose = (companyId: string | null) => {
    if (companyId === active) return;
    startTransition(async () => {
      show(companyId);
      // What went wrong has been told.
      await mutateAsync({ companyId }).catch(() => {});
    });
  };
  return { active, choose };
}
