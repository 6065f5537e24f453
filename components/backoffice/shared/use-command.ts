"use client";

import { type UseMutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { toast } from "#components/ui/toast.tsx";

type CommandOptions<Output> = {
  /** What the toast says when it is done. */
  done?: string | ((output: Output) => string);
  onDone?: (output: Output) => void;
  /** Puts back what was shown too early. */
  onRefused?: () => void;
};

/** What was pressed may vanish with the old state: the focus then goes to the page instead of nowhere. */
function keepFocus(): void {
  const until = Date.now() + 5_000;
  const look = () => {
    if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
    else if (Date.now() < until) setTimeout(look, 200);
  };
  setTimeout(look, 200);
}

/**
 * One staff action: sends the mutation, says how it went, and re-reads the page from the server. `error` is a sentence for
 * the form; `stale` is true when someone else changed the record first: the page then follows by itself.
 */
export function useCommand<Input, Output, Context>(
  mutation: UseMutationOptions<Output, never, Input, Context>,
  { done, onDone, onRefused }: CommandOptions<Output> = {},
) {
  const router = useRouter();
  const cache = useQueryClient();
  const message = useErrorMessage();
  const t = useTranslations("backoffice.command");
  const [refreshing, refresh] = useTransition();
  const [failure, setFailure] = useState<{ text: string; stale: boolean } | null>(null);
  const { mutate, isPending } = useMutation<Output, unknown, Input, Context>({
    ...(mutation as unknown as UseMutationOptions<Output, unknown, Input, Context>),
    onMutate: undefined,
    onSuccess: (output) => {
      setFailure(null);
      const title = typeof done === "function" ? done(output) : done;
      if (title) toast({ title });
      void cache.invalidateQueries();
      refresh(() => router.refresh());
      onDone?.(output);
      keepFocus();
    },
    onError: (error) => {
      // A conflict that tells the present version: the page shows the new state at once, what was typed stays.
      const stale = typeof wireError(error)?.details.version === "number";
      onRefused?.();
      setFailure({ text: stale ? t("stale") : message(error), stale });
      if (!stale) return;
      void cache.invalidateQueries();
      refresh(() => router.refresh());
    },
  });
  return {
    /** `then` is called when it went through, for what only this press knows. */
    run: (input: Input, then?: () => void) => {
      setFailure(null);
      mutate(input, then && { onSuccess: then });
    },
    busy: isPending || refreshing,
    error: failure?.text ?? null,
    stale: failure?.stale ?? false,
    /** Fetches what the others changed; what was typed stays. */
    reload: () => {
      setFailure(null);
      refresh(() => router.refresh());
    },
    clear: () => setFailure(null),
  };
}

export type Command = Pick<ReturnType<typeof useCommand>, "error" | "stale" | "reload" | "busy">;
