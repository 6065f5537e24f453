"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import type { ClaimDetail } from "../dto.ts";
import { chosen, type Picked, UnitPicker } from "../orders/unit-picker.tsx";
import { readMajor } from "../shared/major.ts";
import { ReasonButton } from "../shared/reason-button.tsx";
import { useCommand } from "../shared/use-command.ts";
import { DecideButton } from "./decide-button.tsx";
import { allOf, pickable } from "./decide-goods.tsx";

/** Gives the money of chosen units back; the goods stay where they are. */
export function RefundClaimButton({ found }: { found: ClaimDetail }) {
  const t = useTranslations("backoffice.claims");
  const trpc = useTRPC();
  const [picked, setPicked] = useState<Picked>(() => allOf(found));
  const [withShipping, setWithShipping] = useState(found.whole);
  const command = useCommand(trpc.admin.claims.refund.mutationOptions(), { done: t("refunded") });
  const { number, version } = found;
  const lines = chosen(picked);
  return (
    <DecideButton
      label={t("refund")}
      title={t("refundTitle", { number })}
      text={t("refundText")}
      confirm={t("refundConfirm")}
      wished={found.wish === "refund"}
      command={command}
      onOpen={() => {
        setPicked(allOf(found));
        setWithShipping(found.whole);
      }}
      missing={lines.length === 0 ? t("noneChosen") : null}
      onConfirm={(words) => command.run({ number, version, lines, withShipping, ...words })}
    >
      <UnitPicker lines={pickable(found)} picked={picked} onPick={setPicked} />
      <Checkbox
        label={t("withShipping")}
        checked={withShipping}
        onChange={(event) => setWithShipping(event.target.checked)}
      />
      <Quoted found={found} lines={lines} withShipping={withShipping} />
    </DecideButton>
  );
}

type QuotedProps = { found: ClaimDetail; lines: ReturnType<typeof chosen>; withShipping: boolean };

/** What goes back for them, as it would be booked now. */
function Quoted({ found, lines, withShipping }: QuotedProps) {
  const t = useTranslations("backoffice.claims");
  const locale = useLocale();
  const trpc = useTRPC();
  const quote = useQuery(
    trpc.admin.claims.quote.queryOptions(
      { number: found.number, lines, withShipping },
      { enabled: lines.length > 0, placeholderData: keepPreviousData, retry: false },
    ),
  );
  return (
    <p aria-live="polite" className="flex justify-between gap-4 font-medium">
      <span>{t("toRefund")}</span>
      <span className="tabular">{lines.length > 0 && quote.data ? formatMoney(quote.data.total, locale) : "–"}</span>
    </p>
  );
}

/** Gives a part of what the goods cost back. */
export function ReduceButton({ found, worth }: { found: ClaimDetail; worth: Money }) {
  const t = useTranslations("backoffice.claims");
  const locale = useLocale();
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const command = useCommand(trpc.admin.claims.reduce.mutationOptions(), { done: t("reduced") });
  const { number, version } = found;
  const amount = readMajor(text, worth.currency);
  const fits = amount !== null && amount.minor > 0 && amount.minor <= worth.minor;
  const most = { amount: formatMoney(worth, locale) };
  return (
    <DecideButton
      label={t("reduce")}
      title={t("reduceTitle", { number })}
      text={t("reduceText")}
      confirm={t("reduceConfirm")}
      wished={found.wish === "price_reduction"}
      command={command}
      onOpen={() => setText("")}
      missing={fits ? null : t("reductionMissing", most)}
      onConfirm={(words) => amount && command.run({ number, version, amountMinor: amount.minor, ...words })}
    >
      <Field label={t("reduction")} required hint={t("reductionHint", most)}>
        {(control) => (
          <Input
            {...control}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="tabular text-right"
          />
        )}
      </Field>
    </DecideButton>
  );
}

/** Says no, and why. */
export function RefuseClaimButton({ found }: { found: ClaimDetail }) {
  const t = useTranslations("backoffice.claims");
  const trpc = useTRPC();
  const { number, version } = found;
  const command = useCommand(trpc.admin.claims.refuse.mutationOptions(), { done: t("refused") });
  return (
    <ReasonButton
      label={t("refuse")}
      title={t("refuseTitle", { number })}
      text={t("refuseText")}
      reason={t("refuseReason")}
      hint={t("refuseHint")}
      command={command}
      onConfirm={(answer) => command.run({ number, version, answer })}
    />
  );
}
