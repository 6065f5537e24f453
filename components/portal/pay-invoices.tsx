"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { majorText, readMajor } from "#components/backoffice/shared/major.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Price } from "#components/ui/price.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { OpenItem } from "#server/modules/accounting/contract-statement.ts";
import { mostInvoices } from "#server/modules/payments/contract-account.ts";
import { ownInvoiceHref } from "./document-href.ts";

type Choice = { on: boolean; text: string };

/**
 * Open invoices to tick, each whole or in part, their sum, and the way to pay it at once. What is late is ticked already.
 * One payment is in one currency: that of the first.
 */
export function PayInvoices({ items }: { items: readonly OpenItem[] }) {
  const t = useTranslations("portal.statement.pay");
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const currency = items[0]?.open.currency ?? "EUR";
  const payable = items.filter((item) => item.open.currency === currency).slice(0, mostInvoices);
  // What is contested is not what one came to pay, though one may.
  const isDue = (item: OpenItem) => item.daysLate > 0 && !item.disputed;
  const late = payable.some(isDue);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>(() =>
    Object.fromEntries(
      payable.map((item) => [item.number, { on: late ? isDue(item) : !item.disputed, text: majorText(item.open) }]),
    ),
  );
  const [key, setKey] = useState(() => crypto.randomUUID());
  const pay = useMutation(
    useTRPC().account.invoices.pay.mutationOptions({
      onSuccess: ({ payUrl }) => window.location.assign(payUrl),
      onError: () => setKey(crypto.randomUUID()),
    }),
  );
  const change = (number: string, part: Partial<Choice>) => {
    setKey(crypto.randomUUID());
    setChoices((all) => ({ ...all, [number]: { on: true, text: "", ...all[number], ...part } }));
  };
  const chosen = payable.flatMap((item) => {
    const choice = choices[item.number];
    if (!choice?.on) return [];
    const minor = readMajor(choice.text, currency)?.minor ?? 0;
    return [{ number: item.number, amountMinor: minor, wrong: minor <= 0 || minor > item.open.minor }];
  });
  const wrong = new Set(chosen.filter((one) => one.wrong).map((one) => one.number));
  const sum = chosen.reduce((all, one) => all + one.amountMinor, 0);
  return (
    <section aria-labelledby="open" className="grid gap-4">
      <h2 id="open" className="text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="text-muted text-pretty">{t("text")}</p>
      <ul className="border-b border-line">
        {payable.map((item) => (
          <PayableItem
            key={item.number}
            item={item}
            choice={choices[item.number] ?? { on: false, text: "" }}
            wrong={wrong.has(item.number)}
            onChange={(part) => change(item.number, part)}
          />
        ))}
      </ul>
      {pay.error && <Alert tone="danger">{message(pay.error)}</Alert>}
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p role="status" className="flex items-baseline gap-2">
          {t("chosen", { count: chosen.length })}
          <Price amount={{ minor: sum, currency }} className="text-lg font-semibold" />
        </p>
        <Button
          variant="primary"
          size="lg"
          disabled={!hydrated || chosen.length === 0 || wrong.size > 0}
          busy={pay.isPending || pay.isSuccess}
          onClick={() =>
            pay.mutate({
              invoices: chosen.map(({ number, amountMinor }) => ({ number, amountMinor })),
              currency,
              idempotencyKey: key,
            })
          }
        >
          {t("submit")}
        </Button>
      </div>
    </section>
  );
}

type ItemProps = {
  item: OpenItem;
  choice: Choice;
  wrong: boolean;
  onChange(part: Partial<Choice>): void;
};

function PayableItem({ item, choice, wrong, onChange }: ItemProps) {
  const t = useTranslations("portal.statement.pay");
  const days = useTranslations("portal.statement");
  const format = useFormatter();
  const due = format.dateTime(new Date(`${item.dueDate}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  const { number, daysLate, open, interest, disputed } = item;
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1 border-t border-line py-3">
      <div className="grid gap-1">
        <Checkbox
          name={`pay-${number}`}
          label={t("invoice", { number })}
          checked={choice.on}
          onChange={(event) => onChange({ on: event.target.checked })}
        />
        <p className="pl-7 text-sm text-muted">
          <span className={daysLate > 0 ? "font-medium text-danger" : undefined}>
            {daysLate > 0 ? t("late", { days: daysLate, date: due }) : t("due", { date: due })}
          </span>
          {" · "}
          <a
            href={ownInvoiceHref(number)}
            target="_blank"
            rel="noreferrer"
            aria-label={t("pdf", { number })}
            className="underlined"
          >
            PDF
          </a>
        </p>
        {disputed && (
          <p className="flex flex-wrap items-center gap-2 pl-7 text-sm text-muted">
            <Badge>{days("disputed")}</Badge> {days("disputedText")}
          </p>
        )}
        {interest.minor > 0 && (
          <p className="pl-7 text-sm text-muted">
            {t("interest")} <Price amount={interest} />
          </p>
        )}
      </div>
      <div className="grid w-32 justify-items-end gap-1">
        <Input
          aria-label={t("amount", { number })}
          aria-invalid={wrong || undefined}
          inputMode="decimal"
          maxLength={14}
          value={choice.text}
          disabled={!choice.on}
          className="tabular text-right"
          onChange={(event) => onChange({ text: event.target.value })}
        />
        <p className={wrong ? "text-right text-sm font-medium text-danger" : "text-sm text-muted"}>
          {wrong ? t("atMost") : days("columns.open")} <Price amount={open} />
        </p>
      </div>
    </li>
  );
}
