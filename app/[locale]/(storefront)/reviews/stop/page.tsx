import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { StopRequests } from "#components/storefront/stop-requests.tsx";

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reviews.stop");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function Page() {
  return (
    <div className="page pt-10 pb-10 lg:pt-14">
      <ClientMessages nested use={["reviews.stop"]}>
        <StopRequests />
      </ClientMessages>
    </div>
  );
}
