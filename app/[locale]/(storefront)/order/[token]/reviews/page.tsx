import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getReviewsOfOrder } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ReviewDesk } from "#components/portal/review-desk.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type Props = PageProps<"/[locale]/order/[token]/reviews">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reviews.own");
  return { title: t("ofOrder"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function OrderReviewsPage({ params }: Props) {
  return (
    <div className="page pt-10 lg:pt-14">
      <ClientMessages
        nested
        use={["reviews.own", "reviews.form", "reviews.shown.given", "storefront.track", "errors.reviews"]}
      >
        <Suspense fallback={<Skeleton className="h-96" />}>
          <Reviews params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function Reviews({ params }: Pick<Props, "params">) {
  const { token } = await params;
  const [t, track] = [await getTranslations("reviews.own"), await getTranslations("storefront.track")];
  const own = await getReviewsOfOrder(token);
  if (own === "aged") return <AgedLink token={token} />;
  if (!own) {
    return (
      <div className="mx-auto grid max-w-xl justify-items-start gap-5">
        <h1 className="display text-5xl">{track("expired")}</h1>
        <Alert tone="warning">{track("expiredText")}</Alert>
        <LinkButton href="/order">{track("send")}</LinkButton>
      </div>
    );
  }
  return (
    <div className="mx-auto grid max-w-3xl gap-8">
      <PageHeading title={t("ofOrder")} text={t("ofOrderLead")} />
      <ReviewDesk source={{ token }} initial={{ written: own.written, toWrite: own.toWrite }} />
      <p>
        <LinkButton href={`/order/${token}`} variant="ghost">
          {t("seeOrder")}
        </LinkButton>
      </p>
    </div>
  );
}
