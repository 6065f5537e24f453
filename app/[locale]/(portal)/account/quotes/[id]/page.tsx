import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Link } from "#app/_i18n/navigation.ts";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { DeclineButton } from "#components/quotes/decline-button.tsx";
import { type QuoteAddress, QuoteDecision } from "#components/quotes/quote-decision.tsx";
import { QuoteView } from "#components/quotes/quote-view.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("quotes");

export default definePage<{ locale: string; id: string }>(
  "account.quote.own",
  async ({ api, params }) => {
    const t = await getTranslations("portal.quote");
    const quote = await api.account.quotes.get({ id: params.id }).catch((error: unknown) => {
      if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
      throw error;
    });
    if (!quote) notFound();
    const open = quote.status === "sent" && !quote.approvalWaits;
    const [book, ways] = open
      ? await Promise.all([api.account.addresses.list(), api.account.quotes.ways({ id: quote.id })])
      : [[], []];
    const addresses = book
      .filter(({ type }) => type === "delivery" || type === "other")
      .map(({ id, label, ...a }): QuoteAddress => {
        const { recipient, line1, postcode, city, country } = a;
        const more = Object.fromEntries(
          (["company", "line2", "region", "phone", "instructions"] as const).flatMap((key) =>
            a[key] ? [[key, a[key]]] : [],
          ),
        );
        return { id, label: label ?? line1, address: { recipient, line1, postcode, city, country, ...more } };
      });
    const newer = quote.status === "superseded" && quote.versions.find((one) => one.version > quote.version);
    return (
      <div className="grid gap-8">
        <PageHeading
          title={t("title", { number: quote.number })}
          text={quote.version > 1 ? t("version", { version: quote.version }) : undefined}
        />
        {newer && (
          <Alert tone="info">
            <Link href={`/account/quotes/${newer.id}`} className="underlined w-fit">
              {t("newer", { version: newer.version })}
            </Link>
          </Alert>
        )}
        {quote.approvalWaits && <Alert tone="info">{t("approvalWaits")}</Alert>}
        <QuoteView
          quote={quote}
          paper={quote.status === "draft" ? null : `/api/documents/account/quotes/${quote.id}.pdf`}
        />
        {open && (
          <section aria-labelledby="decide" className="grid gap-6 border-t border-line pt-8">
            <h2 id="decide" className="text-xl font-semibold">
              {t("decide")}
            </h2>
            <QuoteDecision quote={quote} addresses={addresses} ways={ways} />
            <DeclineButton id={quote.id} number={quote.number} />
          </section>
        )}
      </div>
    );
  },
  { fallback: <OrderSkeleton /> },
);
