"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { pendingOrderKey } from "./use-checkout.ts";

/** A step of the page under its heading. */
export function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-5">
      <h2 className="display border-b border-line pb-3 text-3xl">{title}</h2>
      {children}
    </section>
  );
}

/** Checkout without a basket: back to an order that waits for its payment, or to the shop. */
export function NothingToOrder() {
  const t = useTranslations("checkout.empty");
  const [pending, setPending] = useState<string | null>(null);
  useEffect(() => setPending(sessionStorage.getItem(pendingOrderKey)), []);
  return (
    <EmptyState
      title={t("title")}
      text={pending ? t("pending") : t("text")}
      action={
        pending ? (
          <LinkButton variant="primary" href={`/checkout/return?order=${pending}&cancelled=1`}>
            {t("resume")}
          </LinkButton>
        ) : (
          <LinkButton href="/">{t("browse")}</LinkButton>
        )
      }
    />
  );
}

/** What stands there until the basket is known. */
export function CheckoutSkeleton() {
  return (
    <div aria-hidden className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="grid content-start gap-6">
        <Skeleton className="h-10 w-64" />
        <Skeleton className="h-24" />
        <Skeleton className="h-10 w-72" />
        <Skeleton className="h-72" />
      </div>
      <Skeleton className="h-96" />
    </div>
  );
}
