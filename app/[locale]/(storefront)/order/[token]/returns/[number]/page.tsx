import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getReturnByToken } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { ReturnView } from "#components/portal/returns/return-view.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";

type Props = PageProps<"/[locale]/order/[token]/returns/[number]">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ number }, t] = await Promise.all([params, getTranslations("portal.return")]);
  const title = t("title", { number: decodeURIComponent(number) });
  return { title, robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function GuestReturnPage({ params }: Props) {
  return (
    <div className="page pt-10 pb-16 lg:pt-14">
      <ClientMessages nested use={["portal.order", "portal.return", "storefront.track"]}>
        <Suspense fallback={<OrderSkeleton />}>
          <GuestReturn params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function GuestReturn({ params }: Pick<Props, "params">) {
  const { token, number } = await params;
  const found = await getReturnByToken(token, decodeURIComponent(number));
  if (found === "aged") return <AgedLink token={token} />;
  if (!found) notFound();
  return <ReturnView key={found.version} initial={found} source={{ token }} />;
}
