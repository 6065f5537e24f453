"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { StopMails } from "./stop-mails.tsx";
import { useFragmentToken } from "./use-fragment-token.ts";

/** Where the stop link of a mail that asks for a review lands. */
export function StopRequests() {
  const say = useTranslations("reviews.stop");
  const stop = useMutation(useTRPC().shop.reviews.stopRequests.mutationOptions());
  return <StopMails say={say} token={useFragmentToken("rrq")} invalidCode="reviews.request_link_invalid" stop={stop} />;
}
