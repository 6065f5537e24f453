import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getQuoteByToken } from "#app/_data/quote.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { QuoteView } from "#components/quotes/quote-view.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type Props = PageProps<"/[locale]/quotes/[token]">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.quote");
  return { title: t("listTitle"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function LinkedQuotePage({ params }: Props) {
  return (
    <div className="page max-w-4xl py-10 lg:py-14">
      <ClientMessages nested use={["portal.quote"]}>
        <Suspense fallback={<Skeleton className="h-96" />}>
          <LinkedQuote params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function LinkedQuote({ params }: Pick<Props, "params">) {
  const { token } = await params;
  const [t, quote] = await Promise.all([getTranslations("portal.quote"), getQuoteByToken(token)]);
  if (!quote) notFound();
  return (
    <div className="grid gap-8">
      <PageHeading title={t("linkTitle", { number: quote.number })} text={t("linkText")} />
      <QuoteView quote={{ ...quote, orderNumber: null }} paper={`/api/documents/quote/${token}/quote.pdf`} />
      {quote.status === "sent" && (
        <LinkButton href={`/account/quotes/${quote.id}`} variant="primary" size="lg" className="w-fit">
          {t("signIn")}
        </LinkButton>
      )}
    </div>
  );
}
