"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { dateFormat } from "#server/kernel/formats.ts";
import { OfferAccount } from "./offer-account.tsx";
import { OrderHold } from "./order-hold.tsx";
import { TransferDetails } from "./transfer-details.tsx";
import { pendingOrderKey } from "./use-checkout.ts";

/** How long a "processing" may feel normal before we say that the bank is slow. */
const patienceMs = 12_000;

/** Where the shopper lands after the payment page: asks until the payment is settled, then says what comes next. */
export function PaymentReturn() {
  const t = useTranslations("checkout.return");
  const params = useSearchParams();
  const token = params.get("order") ?? "";
  const interrupted = params.get("cancelled") === "1";
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useErrorMessage();
  const [slow, setSlow] = useState(false);
  const settle = useMutation(trpc.shop.checkout.settle.mutationOptions({ retry: 2 }));
  const retry = useMutation(
    trpc.shop.checkout.retryPayment.mutationOptions({ onSuccess: ({ payUrl }) => window.location.assign(payUrl) }),
  );
  const { mutate } = settle;
  const status = settle.data?.status;
  const waiting = status === "processing" && !interrupted;

  useEffect(() => {
    if (token) mutate({ token });
  }, [token, mutate]);
  useEffect(() => {
    if (!waiting) return;
    const again = setInterval(() => mutate({ token }), slow ? 6_000 : 2_000);
    const patience = setTimeout(() => setSlow(true), patienceMs);
    return () => {
      clearInterval(again);
      clearTimeout(patience);
    };
  }, [waiting, slow, token, mutate]);
  useEffect(() => {
    if (!status || status === "processing") return;
    if (status === "paid" || status === "transfer" || status === "expired" || status === "cancelled")
      sessionStorage.removeItem(pendingOrderKey);
    void client.invalidateQueries(trpc.shop.cart.pathFilter());
  }, [status, client, trpc]);

  // The result is news: the heading takes the focus so that it is read out.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (status && status !== "processing") heading.current?.focus();
  }, [status]);

  if (!token) {
    return (
      <Shown title={t("missing")} text={t("missingText")}>
        <LinkButton href="/order">{t("track")}</LinkButton>
      </Shown>
    );
  }
  if (settle.error && !settle.data) {
    return (
      <Shown title={t("title")}>
        <Alert tone="danger">{message(settle.error)}</Alert>
        <Button onClick={() => mutate({ token })}>{t("again")}</Button>
      </Shown>
    );
  }
  if (!settle.data || (waiting && !slow)) return <Shown busy title={t("checking")} text={t("checkingText")} />;

  const order = settle.data;
  const trackLink = (
    <LinkButton href={`/order/${order.token}`} variant={order.status === "paid" ? "primary" : "secondary"} size="lg">
      {t("track")}
    </LinkButton>
  );
  const payAgain = (
    <>
      {retry.error && <Alert tone="danger">{message(retry.error)}</Alert>}
      <Button
        variant="primary"
        size="lg"
        busy={retry.isPending || retry.isSuccess}
        onClick={() => retry.mutate({ token })}
      >
        {t("retry")}
      </Button>
    </>
  );
  if (order.status === "paid") {
    return (
      <Shown ref={heading} title={t("paidTitle")} text={t("paidText", { email: order.email })} number={order.number}>
        {trackLink}
        <section className="w-full border-t border-line pt-6">
          <h2 className="mb-4 font-display text-2xl">{t("next")}</h2>
          <ol className="grid gap-3">
            {(["next1", "next2", "next3"] as const).map((key, i) => (
              <li key={key} className="flex gap-4">
                <span aria-hidden className="tabular font-display text-xl leading-6 text-muted">
                  {i + 1}
                </span>
                {t(key)}
              </li>
            ))}
          </ol>
        </section>
        {order.canClaim && <OfferAccount token={order.token} email={order.email} />}
      </Shown>
    );
  }
  if (order.status === "transfer" && order.transfer) {
    return (
      <Shown
        ref={heading}
        title={t("transferTitle")}
        text={t("transferText", { email: order.email })}
        number={order.number}
      >
        <TransferDetails transfer={order.transfer} />
        {trackLink}
        {retry.error && <Alert tone="danger">{message(retry.error)}</Alert>}
        <Button variant="link" busy={retry.isPending || retry.isSuccess} onClick={() => retry.mutate({ token })}>
          {t("transferByCard")}
        </Button>
        {order.canClaim && <OfferAccount token={order.token} email={order.email} />}
      </Shown>
    );
  }
  if (order.status === "expired") {
    return (
      <Shown ref={heading} title={t("expiredTitle")} text={t("expiredText", { number: order.number })}>
        <LinkButton href="/cart" variant="primary" size="lg">
          {t("toCart")}
        </LinkButton>
      </Shown>
    );
  }
  if (order.status === "cancelled") {
    return (
      <Shown ref={heading} title={t("cancelledOrderTitle")} text={t("cancelledOrderText")} number={order.number}>
        {trackLink}
      </Shown>
    );
  }
  if (order.status === "failed" || interrupted) {
    const failed = order.status === "failed" && !interrupted;
    return (
      <Shown
        ref={heading}
        title={failed ? t("failedTitle") : t("cancelledTitle")}
        text={<Held text={failed ? "failedText" : "cancelledText"} until={order.holdExpiresAt} />}
        number={order.number}
      >
        {order.holdExpiresAt ? <OrderHold until={order.holdExpiresAt} still={payAgain} /> : payAgain}
      </Shown>
    );
  }
  return (
    <Shown title={t("slowTitle")} text={t("slowText", { email: order.email })} number={order.number} busy>
      {payAgain}
    </Shown>
  );
}

function Held({ text, until }: { text: "failedText" | "cancelledText"; until: string | null }) {
  const t = useTranslations("checkout.return");
  const locale = useLocale();
  const time = dateFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(until ? new Date(until) : new Date());
  return t(text, { time });
}

type ShownProps = {
  title: ReactNode;
  text?: ReactNode;
  number?: string;
  busy?: boolean;
  children?: ReactNode;
  ref?: React.Ref<HTMLHeadingElement>;
};

function Shown({ title, text, number, busy, children, ref }: ShownProps) {
  const t = useTranslations("checkout.return");
  return (
    <div className="mx-auto grid max-w-2xl justify-items-start gap-6" aria-busy={busy} data-testid="payment-return">
      {number && (
        <p className="text-muted">
          {t("number")} <span className="tabular font-medium text-ink">{number}</span>
        </p>
      )}
      <h1 ref={ref} tabIndex={-1} className="display text-[clamp(2.75rem,5vw,4.5rem)] outline-none">
        {title}
      </h1>
      {text && (
        <p role={busy ? "status" : undefined} className="text-[1.0625rem] text-pretty">
          {text}
        </p>
      )}
      {busy && (
        <div aria-hidden className="h-px w-full overflow-hidden bg-line">
          <div className="h-full w-1/3 animate-pulse bg-ink" />
        </div>
      )}
      {children}
    </div>
  );
}
