import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getOrderByToken } from "#app/_data/order.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { AskForm } from "#components/help/ask-form.tsx";
import { AgedLink } from "#components/storefront/aged-link.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type Props = PageProps<"/[locale]/order/[token]/help">;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.help");
  return { title: t("ask"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** A question about the order behind a guest's link. */
export default function GuestOrderHelpPage({ params }: Props) {
  return (
    <div className="page pt-10 lg:pt-14">
      <ClientMessages nested use={["portal.help", "storefront.track", "errors.tickets", "errors.attachments"]}>
        <Suspense fallback={<Skeleton className="h-96" />}>
          <Ask params={params} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function Ask({ params }: Pick<Props, "params">) {
  const { token } = await params;
  const [t, order] = await Promise.all([getTranslations("portal.help"), getOrderByToken(token)]);
  if (order === "aged") return <AgedLink token={token} />;
  if (!order) notFound();
  return (
    <div className="mx-auto grid max-w-[42rem] gap-6">
      <h1 className="display text-5xl">{t("ask")}</h1>
      <p>{t("aboutOrder", { number: order.number })}</p>
      <AskForm as={{ orderToken: token }} category="order" />
    </div>
  );
}
