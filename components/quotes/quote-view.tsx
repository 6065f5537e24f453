"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { useDates } from "#components/portal/use-dates.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Price } from "#components/ui/price.tsx";
import type { QuoteDetail, QuoteStatus } from "#server/modules/quotes/contract.ts";

export const quoteTones: Record<QuoteStatus, BadgeTone> = {
  draft: "info",
  sent: "warning",
  accepted: "success",
  declined: "neutral",
  expired: "neutral",
  superseded: "neutral",
};

function Lines({ quote }: { quote: QuoteDetail }) {
  const t = useTranslations("portal.quote");
  return (
    <ul aria-label={t("lines")} className="grid border-t border-line">
      {quote.lines.map((line) => (
        <li key={line.variantId} className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-b border-line py-4">
          <span className="min-w-0 break-words font-medium">{line.name}</span>
          <Price amount={line.total} className="justify-self-end" />
          <span className="text-sm text-muted">{[line.description, line.sku].filter(Boolean).join(" · ")}</span>
          <span className="flex flex-wrap items-baseline justify-end gap-x-2 text-sm text-muted">
            <span className="tabular">{t("times", { quantity: line.quantity })}</span>
            <Price amount={line.price} listed={line.listPrice} />
          </span>
          {line.note && <span className="col-span-2 text-sm text-pretty">{line.note}</span>}
        </li>
      ))}
    </ul>
  );
}

function Sum({ quote }: { quote: QuoteDetail }) {
  const t = useTranslations("portal.quote");
  const off = quote.listed.minor - quote.items.minor;
  const row = (label: string, value: React.ReactNode, strong = false) => (
    <div
      className={
        strong ? "flex justify-between gap-6 border-t border-line pt-3 font-medium" : "flex justify-between gap-6"
      }
    >
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <dl className="grid gap-2">
      {off > 0 && row(t("listed"), <Price amount={quote.listed} />)}
      {off > 0 && row(t("off"), <Price amount={{ minor: -off, currency: quote.items.currency }} />)}
      {row(t("items"), <Price amount={quote.items} />)}
      {quote.status !== "draft" &&
        row(t("shipping", { method: quote.shippingMethod.name }), <Price amount={quote.shipping} />)}
      {quote.status !== "draft" && row(t("total"), <Price amount={quote.total} />, true)}
    </dl>
  );
}

/** A quote as its customer reads it: what is offered beside what the list asks, until when, and what became of it. */
export function QuoteView({ quote, paper }: { quote: QuoteDetail; paper: string | null }) {
  const t = useTranslations("portal.quote");
  const dates = useDates();
  const { status } = quote;
  return (
    <div className="grid gap-6">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Badge tone={quoteTones[status]}>{t(`status.${status}`)}</Badge>
        {quote.partner.company && <span className="text-muted">{t("for", { name: quote.partner.name })}</span>}
        {status !== "draft" && <span className="text-muted">{t("until", { day: dates.day(quote.validUntil) })}</span>}
        {paper && (
          <a href={paper} className="underlined">
            {t("paper")}
          </a>
        )}
      </p>
      {status === "draft" && <p className="max-w-[60ch] text-pretty">{t("preparing")}</p>}
      {quote.message && (
        <p className="max-w-[60ch] text-muted text-pretty">{t("message", { message: quote.message })}</p>
      )}
      {status === "declined" && quote.reason && (
        <p className="max-w-[60ch] text-pretty">
          {t(quote.declinedBy === "staff" ? "takenBack" : "declinedFor", { reason: quote.reason })}
        </p>
      )}
      {quote.orderNumber && (
        <Link href={`/account/orders/${quote.orderNumber}`} className="underlined w-fit">
          {t("order", { number: quote.orderNumber })}
        </Link>
      )}
      <Lines quote={quote} />
      <div className="sm:justify-self-end sm:w-96">
        <Sum quote={quote} />
      </div>
      {quote.terms && (
        <section aria-label={t("terms")} className="grid gap-2">
          <h2 className="font-semibold">{t("terms")}</h2>
          <p className="max-w-[65ch] whitespace-pre-line text-pretty">{quote.terms}</p>
        </section>
      )}
    </div>
  );
}
