import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getReturnOptions } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { ReturnForm } from "#components/portal/returns/return-form.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";

type Props = PageProps<"/[locale]/order/[token]/return">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations("portal.sendBack"))("title");
  return { title, robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function GuestSendBackPage({ params }: Props) {
  return (
    <div className="page pt-10 pb-16 lg:pt-14">
      <ClientMessages
        nested
        use={["portal.order", "portal.sendBack", "portal.photos", "storefront.track", "errors.attachments"]}
      >
        <Suspense fallback={<OrderSkeleton />}>
          <GuestSendBack params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function GuestSendBack({ params }: Pick<Props, "params">) {
  const { token } = await params;
  const options = await getReturnOptions(token);
  if (options === "aged") return <AgedLink token={token} />;
  if (!options) notFound();
  const t = await getTranslations("portal.sendBack");
  return (
    <div className="grid gap-8">
      <PageHeading title={t("title")} text={t("intro", { number: options.number })} />
      <ReturnForm options={options} source={{ token }} />
    </div>
  );
}
