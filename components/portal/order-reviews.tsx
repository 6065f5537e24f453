"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

type OrderReviewsProps = {
  token: string;
  /** Where reviews of it are written. */
  href: string;
  toWrite: number;
  written: number;
  /** The mailbox agreed to be asked. */
  agreed: boolean;
};

/** On the page of an order: the way to its reviews once something arrived, before that whether the house may ask for them. */
export function OrderReviews({ token, href, toWrite, written, agreed }: OrderReviewsProps) {
  const t = useTranslations("reviews");
  const words = useTranslations("consent.review_request");
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const agree = useMutation(useTRPC().shop.reviews.agree.mutationOptions());
  if (toWrite + written > 0) {
    return (
      <section aria-labelledby="order-reviews" className="grid justify-items-start gap-3">
        <h2 id="order-reviews" className="font-semibold">
          {t(toWrite > 0 ? "own.invite" : "own.title")}
        </h2>
        {toWrite > 0 && <p className="text-muted text-pretty">{t("own.inviteText")}</p>}
        <LinkButton href={href}>{t(toWrite > 0 ? "own.link" : "own.linkDone")}</LinkButton>
      </section>
    );
  }
  const now = agree.data?.agreed;
  return (
    <section aria-labelledby="order-reviews" className="grid gap-3">
      <h2 id="order-reviews" className="font-semibold">
        {t("agree.title")}
      </h2>
      <Checkbox
        defaultChecked={agreed}
        disabled={!hydrated}
        label={words("label")}
        description={words("hint")}
        onChange={(event) => agree.mutate({ token, agreed: event.target.checked })}
      />
      <p role="status" className="text-sm text-muted empty:hidden">
        {now === undefined ? "" : t(now ? "agree.saved" : "agree.stopped")}
      </p>
      {agree.error && <Alert tone="danger">{message(agree.error)}</Alert>}
    </section>
  );
}
