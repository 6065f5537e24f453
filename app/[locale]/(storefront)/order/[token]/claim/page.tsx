import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getClaimOptions } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { ClaimForm } from "#components/portal/claims/claim-form.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";

type Props = PageProps<"/[locale]/order/[token]/claim">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations("portal.claims"))("newTitle");
  return { title, robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function GuestReportPage({ params }: Props) {
  return (
    <div className="page pt-10 pb-16 lg:pt-14">
      <ClientMessages
        nested
        use={[
          "portal.order",
          "portal.claims",
          "portal.photos",
          "storefront.track",
          "errors.attachments",
          "errors.claims",
        ]}
      >
        <Suspense fallback={<OrderSkeleton />}>
          <GuestReport params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function GuestReport({ params }: Pick<Props, "params">) {
  const { token } = await params;
  const options = await getClaimOptions(token);
  if (options === "aged") return <AgedLink token={token} />;
  if (!options) notFound();
  const t = await getTranslations("portal.claims");
  return (
    <div className="grid gap-8">
      <PageHeading title={t("newTitle")} text={t("intro", { number: options.number })} />
      <ClaimForm options={options} source={{ token }} />
    </div>
  );
}
