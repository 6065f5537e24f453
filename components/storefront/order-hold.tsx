"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { HoldCountdown } from "./hold-countdown.tsx";

type OrderHoldProps = {
  until: string;
  /** What can be done while the order is reserved: paying it. */
  still: ReactNode;
};

/** How long an unpaid order is still reserved. At the end paying gives way to what became of it, and the basket. */
export function OrderHold({ until, still }: OrderHoldProps) {
  const t = useTranslations("common.hold");
  const [over, setOver] = useState(false);
  const ended = (
    <div className="grid justify-items-start gap-3">
      <Alert tone="info">{t("orderEnded")}</Alert>
      <LinkButton href="/cart">{t("toCart")}</LinkButton>
    </div>
  );
  return (
    <>
      <HoldCountdown of="order" until={until} ended={ended} onEnd={() => setOver(true)} />
      {!over && still}
    </>
  );
}
