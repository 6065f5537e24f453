"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Price } from "#components/ui/price.tsx";
import { groupInFours } from "#server/kernel/iban.ts";
import type { TransferDue } from "#server/modules/sales/contract.ts";

/** Where to transfer how much, with which reference and until when; account and reference can be copied as banks take them. */
export function TransferDetails({ transfer }: { transfer: TransferDue }) {
  const t = useTranslations("common.transfer");
  const format = useFormatter();
  const { amount, holder, iban, bic, reference, deadline } = transfer;
  return (
    <section aria-labelledby="transfer" className="grid w-full gap-4 border border-line p-5" data-testid="transfer">
      <h2 id="transfer" className="font-display text-2xl">
        {t("title")}
      </h2>
      <dl className="grid gap-3">
        <Row label={t("amount")}>
          <Price amount={amount} className="font-semibold" />
        </Row>
        <Row label={t("holder")}>{holder}</Row>
        <Row label="IBAN" copied={iban}>
          <span className="tabular">{groupInFours(iban)}</span>
        </Row>
        {bic && (
          <Row label="BIC" copied={bic}>
            <span className="tabular">{bic}</span>
          </Row>
        )}
        <Row label={t("reference")} copied={reference}>
          <span className="tabular font-semibold">{groupInFours(reference)}</span>
        </Row>
        {deadline && (
          <Row label={t("until")}>
            <time dateTime={deadline}>{format.dateTime(new Date(deadline), { dateStyle: "long" })}</time>
          </Row>
        )}
      </dl>
      <p className="text-sm text-muted">{t("note")}</p>
    </section>
  );
}

function Row({ label, copied, children }: { label: string; copied?: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-2 break-words">
        {children}
        {copied && <CopyButton what={label} text={copied} />}
      </dd>
    </div>
  );
}

const shownMs = 2_000;

function CopyButton({ what, text }: { what: string; text: string }) {
  const t = useTranslations("common.transfer");
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), shownMs);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <button
      type="button"
      className="inline-grid size-7 place-items-center text-muted hover:text-ink print:hidden"
      onClick={() => {
        // A browser that forbids it leaves the text to be marked by hand.
        void navigator.clipboard?.writeText(text).then(
          () => setDone(true),
          () => {},
        );
      }}
    >
      {done ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      <span className="sr-only" aria-live="polite">
        {done ? t("copied", { what }) : t("copy", { what })}
      </span>
    </button>
  );
}
