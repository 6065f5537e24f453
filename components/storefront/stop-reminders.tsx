"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { StopMails } from "./stop-mails.tsx";
import { useFragmentToken } from "./use-fragment-token.ts";

/** Where the stop link of a basket's mail lands. */
export function StopReminders() {
  const say = useTranslations("consent.stop");
  const stop = useMutation(useTRPC().shop.cart.stopReminders.mutationOptions());
  return <StopMails say={say} token={useFragmentToken("rem")} invalidCode="crm.reminder_link_invalid" stop={stop} />;
}
