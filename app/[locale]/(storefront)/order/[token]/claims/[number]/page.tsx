import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getClaimByToken } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { ClaimView } from "#components/portal/claims/claim-view.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";

type Props = PageProps<"/[locale]/order/[token]/claims/[number]">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ number }, t] = await Promise.all([params, getTranslations("portal.claims")]);
  const title = t("title", { number: decodeURIComponent(number) });
  return { title, robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function GuestClaimPage({ params }: Props) {
  return (
    <div className="page pt-10 pb-16 lg:pt-14">
      <ClientMessages nested use={["portal.order", "portal.claims", "storefront.track", "errors.claims"]}>
        <Suspense fallback={<OrderSkeleton />}>
          <GuestClaim params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function GuestClaim({ params }: Pick<Props, "params">) {
  const { token, number } = await params;
  const found = await getClaimByToken(token, decodeURIComponent(number));
  if (found === "aged") return <AgedLink token={token} />;
  if (!found) notFound();
  return <ClaimView key={found.version} initial={found} source={{ token }} />;
}
