"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { type CheckoutDraft, isEmail } from "./checkout-draft.ts";

/** Tells the shop whether and where this basket may be reminded of, whenever that changes. A failure costs the reminder only. */
export function useCartReminder(): (draft: Pick<CheckoutDraft, "remind" | "email">) => void {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.shop.cart.remind.mutationOptions({ scope: { id: "cart-reminder" } }));
  const said = useRef<string | null>(null);
  return ({ remind, email }) => {
    const wanted = remind && isEmail(email) ? email.trim().toLowerCase() : null;
    if (wanted === said.current) return;
    said.current = wanted;
    mutate({ email: wanted });
  };
}
