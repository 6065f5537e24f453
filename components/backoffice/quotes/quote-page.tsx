import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { QuoteDetail } from "#server/modules/quotes/contract.ts";
import { DataTable } from "../list/data-table.tsx";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { QuoteActions } from "./quote-actions.tsx";
import { QuoteForm } from "./quote-form.tsx";

function Offer({ quote }: { quote: QuoteDetail }) {
  const t = useTranslations("backoffice.quotes");
  return (
    <Section title={t("edit")}>
      <DataTable
        caption={t("articles")}
        rows={quote.lines}
        rowKey={(line) => line.variantId}
        columns={[
          {
            key: "article",
            header: t("articles"),
            cell: (line) => (
              <span className="grid py-1.5">
                <span className="font-medium">{line.name}</span>
                <span className="text-xs text-muted">
                  {[line.description, line.sku, line.note].filter(Boolean).join(" · ")}
                </span>
              </span>
            ),
          },
          { key: "quantity", header: t("quantity"), numeric: true, cell: (line) => line.quantity },
          {
            key: "price",
            header: t("price"),
            numeric: true,
            cell: (line) => (
              <span className="inline-flex flex-wrap justify-end gap-x-2">
                {line.listPrice && (
                  <s className="text-muted">
                    <Amount value={line.listPrice} />
                  </s>
                )}
                <Amount value={line.price} />
              </span>
            ),
          },
          {
            key: "total",
            header: t("total"),
            numeric: true,
            className: "max-sm:hidden",
            cell: (line) => <Amount value={line.total} />,
          },
        ]}
        empty={null}
      />
      {quote.terms && <p className="whitespace-pre-line text-pretty">{quote.terms}</p>}
    </Section>
  );
}

/** A quote: the offer, what happened to it, and what can be done with it now. */
export function QuotePage({ quote, mayWrite }: { quote: QuoteDetail; mayWrite: boolean }) {
  const t = useTranslations("backoffice.quotes");
  const editing = mayWrite && quote.status === "draft";
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/admin/quotes" }]}
        title={<span className="tabular">{quote.number}</span>}
        aside={
          <>
            <Status of="quote" value={quote.status} />
            <span className="text-muted">{t("version", { version: quote.version })}</span>
          </>
        }
        actions={
          <>
            <a href={`/api/documents/admin/quotes/${quote.id}.pdf`} className="underlined">
              {t("paper")}
            </a>
            {mayWrite && <QuoteActions quote={quote} />}
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-6">
          {quote.message && (
            <Section title={t("message")}>
              <p className="whitespace-pre-line text-pretty">{quote.message}</p>
            </Section>
          )}
          {editing ? <QuoteForm key={quote.revision} quote={quote} /> : <Offer quote={quote} />}
        </div>
        <div className="grid content-start gap-6">
          <Section title={t("customer")}>
            <Facts
              rows={[
                [
                  t("for"),
                  <Link key="for" href={`/admin/customers/${quote.partner.id}`} className="underlined">
                    {quote.partner.name}
                  </Link>,
                ],
                [t("recipient"), quote.recipient],
                [t("until"), <Day key="until" date={quote.validUntil} />],
                [t("shippingMethod"), quote.shippingMethod.name],
                [t("shippingPrice"), <Amount key="shipping" value={quote.shipping} />],
                [t("total"), <Amount key="total" value={quote.total} className="font-medium" />],
                quote.orderNumber
                  ? [
                      t("order"),
                      <Link key="order" href={`/admin/orders/${quote.orderNumber}`} className="underlined tabular">
                        {quote.orderNumber}
                      </Link>,
                    ]
                  : null,
                quote.reason ? [t("reason"), quote.reason] : null,
              ]}
            />
          </Section>
          {quote.versions.length > 0 && (
            <Section title={t("versions")}>
              <ul className="grid gap-1">
                {quote.versions.map((one) => (
                  <li key={one.id} className="flex min-h-6 items-center justify-between gap-4">
                    <Link href={`/admin/quotes/${one.id}`} className="underlined">
                      {t("version", { version: one.version })}
                    </Link>
                    <Status of="quote" value={one.status} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={t("timeline")}>
            <ol className="grid gap-2">
              {quote.timeline.map((entry) => (
                <li key={`${entry.type} ${entry.at}`} className="grid">
                  <span>{t(`events.${entry.type as "sent"}`)}</span>
                  <span className="text-xs text-muted">
                    <RelativeTime at={entry.at} /> · {entry.by ?? t("byHouse")}
                    {entry.reason && ` · ${entry.reason}`}
                  </span>
                </li>
              ))}
            </ol>
          </Section>
        </div>
      </div>
    </>
  );
}
