"use client";
import { useTranslations } from "next-intl";
import { startTransition, useEffect, useRef, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPCClient } from "#components/trpc/client.tsx";
import { connectionSigns, useLiveFeed } from "#components/trpc/use-live-feed.ts";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

type Changed = { at: string };

/** Events come in twos and threes: the page is read once for them. */
const settleMs = 250;

type FollowOrderProps = {
  number: string;
  /** The order is being edited: what is typed rests on the order as it was, and stays until staff decide. */
  editing: boolean;
};

/**
 * Keeps a page of an order up to date while it is open: read anew from the server, what is typed, open or focused stays. Its
 * first sign catches up with what happened while the page was on its way.
 */
export function FollowOrder({ number, editing }: FollowOrderProps) {
  const t = useTranslations("backoffice.orders");
  const client = useTRPCClient();
  const router = useRef(useRouter());
  const [seen, setSeen] = useState<Changed | null>(null);
  const { data: changed } = useLiveFeed<Changed>(number, (_, signs) => {
    const told = { ...connectionSigns(signs), onData: (event: Changed) => signs.data(null, event) };
    const stream = client.admin.orders.watch.subscribe({ number }, told);
    return () => stream.unsubscribe();
  });
  useEffect(() => {
    if (!changed) return;
    if (editing) return setSeen((first) => first ?? changed);
    const timer = setTimeout(() => startTransition(() => router.current.refresh()), settleMs);
    return () => clearTimeout(timer);
  }, [changed, editing]);
  if (!editing || !changed || !seen || changed === seen) return null;
  return (
    <Alert tone="warning" title={t("changedMeanwhile")} className="mb-5" data-testid="changed-meanwhile">
      <p>{t("changedMeanwhileText")}</p>
      <LinkButton size="sm" className="mt-2 w-fit" href={`/admin/orders/${number}`}>
        {t("changedShow")}
      </LinkButton>
    </Alert>
  );
}
