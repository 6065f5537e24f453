"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { cartScope, showAnswer } from "./cart-changes.ts";
import type { CartData } from "./use-cart.ts";

/** What every change of a cart's codes does with its answer: show the new cart and prices, or say what is wrong. */
export function useCartCode() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useErrorMessage();
  const [wrong, setWrong] = useState<string | null>(null);
  return {
    wrong,
    setWrong,
    settled: {
      scope: cartScope,
      onSuccess: async (changed: CartData) => {
        setWrong(null);
        await showAnswer(client, trpc.shop.cart.get.queryKey(), changed);
        void client.invalidateQueries(trpc.shop.checkout.pathFilter());
      },
      onError: (error: unknown) => setWrong(message(error)),
    },
  };
}
