"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Price } from "#components/ui/price.tsx";

const askAgainMs = 2_000;

/** Where the payer lands after the payment page: asks until it is settled, then tells what became of it, invoice by invoice. */
export function InvoicesPaid({ id, interrupted }: { id: string; interrupted: boolean }) {
  const t = useTranslations("portal.statement.paid");
  const message = useErrorMessage();
  const { mutate, data, error } = useMutation(useTRPC().account.invoices.settlePayment.mutationOptions({ retry: 2 }));
  useEffect(() => mutate({ id }), [id, mutate]);
  const waiting = data?.status === "processing" && !interrupted;
  useEffect(() => {
    if (!waiting) return;
    const again = setInterval(() => mutate({ id }), askAgainMs);
    return () => clearInterval(again);
  }, [waiting, id, mutate]);
  const status = data?.status === "paid" ? "paid" : data && !waiting ? "failed" : "processing";
  // The result is news: the heading takes the focus so that it is read out.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (status !== "processing") heading.current?.focus();
  }, [status]);
  const back = data?.parts.some((part) => part.returned.minor > 0);
  return (
    <section aria-busy={status === "processing" && !error} className="grid max-w-2xl gap-5">
      <h1 ref={heading} tabIndex={-1} className="font-display text-3xl outline-none">
        {t(`${status}.title`)}
      </h1>
      <p className="text-muted text-pretty">{t(`${status}.text`)}</p>
      {error && !data && <Alert tone="danger">{message(error)}</Alert>}
      {data && status === "paid" && (
        <ul className="border-b border-line">
          {data.parts.map((part) => (
            <li key={part.number} className="grid grid-cols-[1fr_auto] gap-x-4 border-t border-line py-3">
              <span className="tabular">{t("invoice", { number: part.number })}</span>
              <Price amount={part.amount} className="font-medium" />
              {part.returned.minor > 0 && (
                <span className="col-span-2 text-sm">
                  {t("returned")} <Price amount={part.returned} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {back && <Alert tone="info">{t("why")}</Alert>}
      <div>
        <LinkButton href="/account/invoices/statement" variant="primary">
          {t("statement")}
        </LinkButton>
      </div>
    </section>
  );
}
